import type { TransportResponse } from "./transport.ts";

/**
 * Reads a body chunk by chunk, so that the part before a failure is not lost.
 *
 * @param maxBytes reading stops and the connection closes once the body is longer
 */
export async function readResponseBody(
	response: Response,
	maxBytes: number,
): Promise<Pick<TransportResponse, "bytes" | "broken" | "tooLarge">> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	let broken: unknown;
	try {
		const reader = openBody(response);
		while (length <= maxBytes) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			length += value.length;
		}
		if (length > maxBytes) reader.cancel().catch(() => {});
	} catch (error) {
		// A stream can break off without a reason.
		broken = error ?? new Error("the body broke off");
	}
	return { bytes: concat(chunks, length), broken, tooLarge: length > maxBytes };
}

/**
 * Opens a body, which is a web stream, or a stream of Node's where `fetch` is node-fetch. A body that cannot be read chunk by
 * chunk, as there is none, or the runtime has no streams, is one chunk.
 */
function openBody(response: Response): Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel"> {
	const body = response.body as (Partial<AsyncIterable<Uint8Array, undefined>> & Pick<ReadableStream, "getReader">) | null;
	if (body?.getReader) return body.getReader();
	const iterator = body?.[Symbol.asyncIterator]?.() ?? wholeBody(response);
	return { read: () => iterator.next(), cancel: async () => void (await iterator.return?.()) };
}

async function* wholeBody(response: Response): AsyncGenerator<Uint8Array, undefined> {
	yield new Uint8Array(await response.arrayBuffer());
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
	if (chunks.length === 1 && chunks[0]) return chunks[0];
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
}
