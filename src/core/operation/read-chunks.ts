/** The maximum size of a response body. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Reads a body to its end.
 *
 * @throws {RangeError} if it is longer than 32 MiB; the connection is closed then
 */
export async function readChunks(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array[]> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.byteLength;
		if (size > MAX_BYTES) throw new RangeError(`the response is longer than ${MAX_BYTES} bytes`);
		chunks.push(chunk);
	}
	return chunks;
}
