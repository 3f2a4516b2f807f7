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
	try {
		const reader = openBody(response);
		if (!reader) {
			const bytes = new Uint8Array(await response.arrayBuffer());
			return { bytes, tooLarge: bytes.length > maxBytes };
		}
		while (length <= maxBytes) {
			const { done, value } = await reader.read();
			if (done) return { bytes: concat(chunks, length) };
			chunks.push(value);
			length += value.length;
		}
		reader.cancel().catch(() => {});
		return { bytes: concat(chunks, length), tooLarge: true };
	} catch (broken) {
		return { bytes: concat(chunks, length), broken };
	}
}

/**
 * Opens a body, which is a web stream, or a stream of Node's where `fetch` is node-fetch.
 *
 * @returns undefined where the body cannot be read chunk by chunk: there is none, or the runtime has no streams
 */
function openBody({ body }: Response): Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel"> | undefined {
	if (body?.getReader) return body.getReader();
	const iterator = (body as AsyncIterable<Uint8Array, undefined> | null)?.[Symbol.asyncIterator]?.();
	return iterator && { read: () => iterator.next(), cancel: async () => void (await iterator.return?.()) };
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
