import type { operations } from "../../../generated/operations.ts";
import type { operations as types } from "../../../generated/schema.d.ts";
import { LEAN_CLIENT_RULES } from "../../core/client/client-rules.ts";
import { createMethods, type LeanMethods } from "../../core/client/create-client.ts";
import type { ClientOptions } from "../../core/client/options.ts";
import { resolveClientConfig, type ServiceOptions } from "./resolve-client-config.ts";

/** The options of a client without checks against the description. */
export interface LeanClientOptions extends ServiceOptions, Omit<ClientOptions, "validate" | "unenforced" | "onDrift"> {}

/** A method for every operation, and `close`. */
export interface LeanClient extends LeanMethods<typeof operations, types> {}

/**
 * Makes a client without validators and without `http`, which is almost a fifth smaller. It only checks that required arguments
 * are present and can be encoded; the service validates their values.
 *
 * @throws {ValidationError} naming the options that are missing, malformed or unknown. It repeats no value.
 */
export function createLeanClient(options: LeanClientOptions): LeanClient {
	const config = resolveClientConfig("createLeanClient", options, LEAN_CLIENT_RULES);
	return createMethods<typeof operations, types>(config, options);
}
