/** The text of a body. */
export interface DecodedText {
	readonly text: string;
	/** Why the bytes are no text; `text` is then what could be made of them. */
	readonly unreadable?: string;
}

/**
 * Reads the bytes of a body as they are: what is no UTF-8 must not pass for it, and a byte order mark is no JSON (RFC 8259, 8.1).
 */
export function decodeText(chunks: readonly Uint8Array[]): DecodedText {
	try {
		return { text: decode(chunks, true) };
	} catch {
		return { text: decode(chunks, false), unreadable: "the bytes are not UTF-8" };
	}
}

function decode(chunks: readonly Uint8Array[], fatal: boolean): string {
	const decoder = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
	const pieces = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
	return pieces.join("") + decoder.decode();
}
