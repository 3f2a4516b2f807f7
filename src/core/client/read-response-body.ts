import type { ClientResponse } from "./client-request.ts";

/**
 * Reads a body chunk by chunk, so that the part before a failure is not lost.
 *
 * @param maxBytes reading stops and the connection closes once the body is longer
 */
export async function readResponseBody(
	response: Response,
	maxBytes: number,
): Promise<Pick<ClientResponse, "bytes" | "broken" | "tooLarge">> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		// There is no body, or the runtime has no streams.
		if (!response.body) return { bytes: new Uint8Array(await response.arrayBuffer()) };
		const reader = response.body.getReader();
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
