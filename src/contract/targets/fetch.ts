import type { Send } from "../session.ts";

export interface FetchOptions {
	/** Milliseconds to wait for an answer; 10,000 by default. */
	readonly timeout?: number;
	/** The global `fetch` by default. */
	readonly fetch?: typeof globalThis.fetch;
}

/** The most of an answer that is read. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Sends requests with `fetch`. Redirects are not followed: they are answers like any other, and credentials stay here. */
export function createFetchSend({ timeout = 10_000, fetch = globalThis.fetch }: FetchOptions = {}): Send {
	return async ({ method, url, headers, body }) => {
		const signal = AbortSignal.timeout(timeout);
		const response = await fetch(url, { method, headers: { ...headers }, body, redirect: "manual", signal });
		const text = await readText(response);
		return { status: response.status, headers: Object.fromEntries(response.headers), body: text === "" ? null : text };
	};
}

async function readText(response: Response): Promise<string> {
	// As they are: what is no UTF-8 must not pass for it, and a byte order mark is no JSON (RFC 8259, 8.1).
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	const reader = response.body?.getReader();
	let text = "";
	let size = 0;
	for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
		size += chunk.value.byteLength;
		if (size > MOST_BYTES) {
			await reader?.cancel();
			throw new RangeError(`the answer is longer than ${MOST_BYTES} bytes`);
		}
		text += decode(decoder, chunk.value);
	}
	return text + decode(decoder);
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
	try {
		return decoder.decode(bytes, { stream: bytes !== undefined });
	} catch {
		throw new RangeError("the body of the answer is not UTF-8");
	}
}
