import createOpenapiFetch from "openapi-fetch";

/** A success has `data`, an error response has `error`. */
export interface FetchResult {
	readonly data?: unknown;
	readonly error?: unknown;
	readonly response: Response;
}

/**
 * Makes a request with openapi-fetch, which serves calls by path. Its only work is to turn a
 * response into `{ data, error }`: addresses, encoding, checks and retries are those of the client's methods, so that both
 * kinds of call behave alike. No other module imports it.
 *
 * @param send called by openapi-fetch in place of `fetch`; ignores the address that it is given
 */
export async function requestThrough(method: string, path: string, send: () => Promise<Response>): Promise<FetchResult> {
	// The types of the paths are those of `HttpClient`.
	const client = createOpenapiFetch<Record<string, Record<string, never>>>({ baseUrl: "http://localhost", fetch: send });
	return client.request(method.toLowerCase() as "get", path as never);
}
