import type { operations as table } from "../../../generated/operations.ts";
import type { operations as types } from "../../../generated/schema.d.ts";
import type { ArgumentsOf, SuccessOf } from "../../core/client/types.ts";

/** The operationIds, which are the names of the methods. */
export type OperationId = keyof typeof table;

/** The arguments of an operation's method: `OperationArguments<"createChannelMessage">`. */
export type OperationArguments<Id extends OperationId> = ArgumentsOf<(typeof table)[Id], types[Id]>;

/** The documented payload of an operation, for a list a page: `OperationResult<"fetchConversationMessage">`. */
export type OperationResult<Id extends OperationId> = SuccessOf<types[Id]>;
