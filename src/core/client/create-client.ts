import { createCalls } from "./create-calls.ts";
import { createHttpClient } from "./http-client.ts";
import type { ClientOptions } from "./options.ts";
import type { ClientSetup } from "./setup.ts";
import type { Client, Methods } from "./types.ts";

/**
 * Makes a client with a method for every operation, and `http` for calls by path.
 *
 * @throws {ValidationError} where credentials would travel readable, or an argument is named that does not exist
 */
export function createOperationsClient<Table, Types, Paths>(
	setup: ClientSetup,
	options: ClientOptions,
): Client<Table, Types, Paths> {
	const { methods, invoke } = createCalls(setup, options);
	// The types are those of the same operations, which cannot be told from their entries.
	const client: unknown = Object.freeze({ ...methods, http: createHttpClient<Paths>(setup, invoke) });
	return client as Client<Table, Types, Paths>;
}

/**
 * Makes the methods alone.
 *
 * @throws {ValidationError} where credentials would travel readable
 */
export function createMethods<Table, Types>(setup: ClientSetup, options: ClientOptions): Methods<Table, Types> {
	// As above.
	const methods: unknown = Object.freeze(createCalls(setup, options).methods);
	return methods as Methods<Table, Types>;
}
