import type { Send } from "../target.ts";
import { decodeText } from "./text.ts";

/** How requests are sent with `fetch`. */
interface FetchOptions {
	/** Milliseconds to wait for the whole response; 10,000 by default. */
	readonly timeout?: number;
	/** The global `fetch` by default. */
	readonly fetch?: typeof globalThis.fetch;
}

/** The maximum size of a response body. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Sends requests with `fetch`. Redirects are judged like any other response, not followed, so that credentials stay here. */
export function createFetchSend({ timeout = 10_000, fetch = globalThis.fetch }: FetchOptions = {}): Send {
	return async ({ method, url, headers, body }) => {
		const signal = AbortSignal.timeout(timeout);
		const response = await fetch(url, { method, headers: { ...headers }, body, redirect: "manual", signal });
		const { status, headers: received } = response;
		return { status, headers: Object.fromEntries(received), ...decodeText(await readChunks(response)) };
	};
}

async function readChunks(response: Response): Promise<Uint8Array[]> {
	const reader = response.body?.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
		size += chunk.value.byteLength;
		if (size > MAX_BYTES) {
			await reader?.cancel();
			throw new RangeError(`the response is longer than ${MAX_BYTES} bytes`);
		}
		chunks.push(chunk.value);
	}
	return chunks;
}
