import type { Answer } from "./call.ts";

/**
 * Reads a body chunk by chunk, so that what came of a broken one is not lost.
 *
 * @param most the most bytes to read; the rest is refused and the connection closed
 */
export async function readBody(response: Response, most: number): Promise<Pick<Answer, "bytes" | "broken" | "tooLarge">> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		// Some runtimes have no streams.
		if (response.body === undefined) return { bytes: new Uint8Array(await (response as Response).arrayBuffer()) };
		const reader = response.body?.getReader();
		for (;;) {
			const { done, value } = (await reader?.read()) ?? { done: true };
			if (done) return { bytes: concat(chunks, length) };
			chunks.push(value);
			length += value.length;
			if (length <= most) continue;
			reader?.cancel().catch(() => {});
			return { bytes: concat(chunks, length), broken: true, tooLarge: true };
		}
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
