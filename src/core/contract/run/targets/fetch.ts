import { readChunks } from "../../../operation/read-chunks.ts";
import type { WebRequest, WebRequestInit, WebResponse, WebUrl } from "../../../operation/web-types.ts";
import type { Send } from "../target.ts";
import { decodeText, MAX_RESPONSE_BYTES } from "./text.ts";

/** How requests are sent with `fetch`. */
interface FetchOptions {
	/** Milliseconds to wait for the whole response; 10,000 by default. */
	readonly timeout?: number;
	/** The global `fetch` by default. */
	readonly fetch?: (input: string | WebUrl | WebRequest, init?: WebRequestInit) => Promise<WebResponse>;
}

/** Sends requests with `fetch`. Redirects are judged like any other response, not followed, so that credentials stay here. */
export function createFetchSend({ timeout = 10_000, fetch = globalThis.fetch }: FetchOptions = {}): Send {
	return async ({ method, url, headers, body }) => {
		const signal = AbortSignal.timeout(timeout);
		const response = await fetch(url, { method, headers: { ...headers }, body, redirect: "manual", signal });
		const { status, headers: received } = response;
		// The types of the DOM lack the iterator.
		const chunks = await readChunks(response.body as AsyncIterable<Uint8Array> | null, MAX_RESPONSE_BYTES);
		return { status, headers: Object.fromEntries(received), ...decodeText(chunks) };
	};
}
