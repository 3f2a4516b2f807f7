import type { ClientChecks } from "./client-checks.ts";
import type { ClientConfig } from "./client-config.ts";
import type { Closing } from "./closing.ts";
import { createCalls } from "./create-calls.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import type { ClientOptions } from "./options.ts";
import type { Methods, OperationTable, TypesFor } from "./types.ts";

/** A method for every operation, and `close`. */
export type LeanMethods<Table extends OperationTable, Types extends TypesFor<Table>> = Methods<Table, Types> & Closing;

/** A method for every operation, `http` for calls by path, and `close`. */
export type Client<Table extends OperationTable, Types extends TypesFor<Table>, Paths> = LeanMethods<Table, Types> & {
	/**
	 * Calls an endpoint by method and path template, with the same checks, credentials, hosts, encoding and retries as the
	 * methods. Documented error responses are returned as `{ error }`; every other error is thrown, as by the methods.
	 */
	readonly http: HttpClient<Paths>;
};

/**
 * Makes a client with a method for every operation, and `http` for calls by path.
 *
 * @throws {ValidationError} where credentials would be sent unencrypted, or `unenforced` names an unknown argument
 */
export function createOperationsClient<Table extends OperationTable, Types extends TypesFor<Table>, Paths>(
	config: ClientConfig,
	options: ClientOptions,
	checks: ClientChecks,
): Client<Table, Types, Paths> {
	const { methods, invoke, ...closing } = createCalls(config, options, checks);
	// Not frozen: a test may replace a method. The compiler cannot infer the operations from their entries.
	const client: unknown = { ...methods, ...closing, http: createHttpClient<Paths>(config, invoke) };
	return client as Client<Table, Types, Paths>;
}

/**
 * Makes the methods alone, without checks of argument values.
 *
 * @throws {ValidationError} where credentials would be sent unencrypted
 */
export function createMethods<Table extends OperationTable, Types extends TypesFor<Table>>(
	config: ClientConfig,
	options: ClientOptions,
): LeanMethods<Table, Types> {
	const { methods, invoke, ...closing } = createCalls(config, options);
	// As above.
	const client: unknown = { ...methods, ...closing };
	return client as LeanMethods<Table, Types>;
}
