import type { operations as table } from "../../../generated/operations.ts";
import type { operations as types } from "../../../generated/schema.d.ts";
import type { ArgumentsOf, SuccessOf } from "../../core/client/types.ts";

/** The name of every operation, and of its method. */
export type OperationId = keyof typeof table;

/** What the method of an operation takes: `OperationArguments<"createChannelMessage">`. */
export type OperationArguments<Id extends OperationId> = ArgumentsOf<(typeof table)[Id], types[Id]>;

/** The documented body of an operation's success: `OperationResult<"fetchConversationMessage">`; of a list, a page. */
export type OperationResult<Id extends OperationId> = SuccessOf<types[Id]>;
