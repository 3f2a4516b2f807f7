/**
 * Reads the body of a response to its end.
 *
 * @throws {RangeError} if it has more than `maxBytes`; the connection is closed then
 */
export async function readChunks(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Uint8Array[]> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.byteLength;
		if (size > maxBytes) throw new RangeError(`the response is longer than ${maxBytes} bytes`);
		chunks.push(chunk);
	}
	return chunks;
}
