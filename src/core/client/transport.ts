import type { RequestOutcome } from "./errors.ts";

/** A request as it is sent. */
export interface TransportRequest {
	/** The complete address, with the query. */
	readonly url: string;
	readonly method: string;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	/** Reading a response stops, and its connection closes, once its body is longer than this number of bytes. */
	readonly maxResponseBytes: number;
	/** The request only reads, so that it may be sent again where a connection that was idle turns out to be closed. */
	readonly mayRepeat: boolean;
}

/** The headers of a response: those of `fetch`, or the like. */
export interface ResponseHeaders {
	/** The value of a header, several ones joined by `, `; null where there is none. */
	get(name: string): string | null;
	entries(): Iterable<[name: string, value: string]>;
}

/** A response, read to its end. */
export interface TransportResponse {
	readonly status: number;
	readonly headers: ResponseHeaders;
	/** The body, or the part of it that arrived. */
	readonly bytes: Uint8Array;
	/** The error that cut the body off. */
	readonly broken?: unknown;
	/** Reading stopped because the body exceeds `maxResponseBytes`. */
	readonly tooLarge?: boolean | undefined;
	/** The request was sent twice: the connection of the first time died before it brought a response. */
	readonly resent?: boolean | undefined;
}

/** Why there is no response. */
export interface TransportFailure {
	readonly error: unknown;
	/** False where nothing of the request has left this machine; undefined where the transport cannot tell. */
	readonly sent?: boolean;
	/** What a `fetch` returned cannot be read as a response, for this reason. A retry would get the same. */
	readonly misuse?: string;
}

export type TransportResult = TransportResponse | TransportFailure;

/** One request and its response. */
export interface Sending {
	/** Sends the request. */
	send(): void;
	/**
	 * Ends the exchange, whose result is no longer wanted.
	 *
	 * @returns what the service may have done with the request
	 */
	cancel(): Extract<RequestOutcome, "not-sent" | "unknown">;
}

/** Sends requests. There is one over `fetch`, for every runtime, and one over the HTTP modules of Node. */
export interface Transport {
	/**
	 * Prepares a request that will be sent once, and the reading of the response to its end. Redirects are not followed.
	 *
	 * @param end called with the result; what comes after a cancel is ignored. A callback, as each promise costs a call 0.5 µs
	 */
	open(request: TransportRequest, end: (result: TransportResult) => void): Sending;
	/** Closes the connections. */
	close(): void;
}
