import createOpenapiFetch from "openapi-fetch";

/** A success or a refusal, told apart by which of the two is there, and the plain answer. */
export interface Result {
	readonly data?: unknown;
	readonly error?: unknown;
	readonly response: Response;
}

/**
 * Makes a request by openapi-fetch. No other module knows of it.
 *
 * @param send is what it calls as its `fetch`. The address and the encoding are the sender's own.
 */
export async function requestThrough(method: string, path: string, send: () => Promise<Response>): Promise<Result> {
	// It knows the paths by their types only; the typed side of this is `HttpClient`.
	const client = createOpenapiFetch<Record<string, Record<string, never>>>({ baseUrl: "http://localhost", fetch: send });
	return client.request(method.toLowerCase() as "get", path as never);
}
