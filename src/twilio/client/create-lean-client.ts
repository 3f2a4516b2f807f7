import type { operations } from "../../../generated/operations.ts";
import type { operations as types } from "../../../generated/schema.d.ts";
import { createMethods } from "../../core/client/create-client.ts";
import { CLIENT_RULES, type ClientOptions } from "../../core/client/options.ts";
import type { Methods } from "../../core/client/types.ts";
import { type ServiceOptions, setUp } from "./set-up.ts";

/** The options of a client that checks nothing against the description. */
export interface LeanClientOptions extends ServiceOptions, Omit<ClientOptions, "validate" | "unenforced" | "onDrift"> {}

/** A method for every operation. */
export type LeanClient = Methods<typeof operations, types>;

/**
 * Makes a client without the validators and without `http`, a fifth smaller: the names of arguments are checked, and
 * that they can be written; what the description says of their values is left to the service.
 *
 * @throws {ValidationError} naming what is missing, malformed or unknown. No value is repeated in it.
 */
export function createLeanClient(options: LeanClientOptions): LeanClient {
	const { validate, unenforced, onDrift, ...rules } = CLIENT_RULES;
	return createMethods<typeof operations, types>(setUp("createLeanClient", options, rules), options);
}
