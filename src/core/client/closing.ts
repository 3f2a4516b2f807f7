import type { ServerConnection } from "./connection.ts";

/** `[Symbol.asyncDispose]`, where the library that the reader compiles with knows it. */
type AsyncDispose = SymbolConstructor extends { readonly asyncDispose: infer Name extends symbol }
	? { readonly [Key in Name]: () => Promise<void> }
	: object;

/** Ends the use of a client. */
export type Closing = AsyncDispose & {
	/**
	 * Closes the client: rejects further calls, waits for those under way and closes the connections. Not needed for a program to end:
	 * idle connections do not keep it alive.
	 */
	readonly close: () => Promise<void>;
};

/** Makes the methods that close a client, so that `await using` does, too. */
export function createClosing({ close }: ServerConnection): Closing {
	const members = { close, ...(Symbol.asyncDispose && { [Symbol.asyncDispose]: close }) };
	return members as Closing;
}
