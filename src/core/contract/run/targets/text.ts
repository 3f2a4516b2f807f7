/** The text of a body. */
export interface DecodedText {
	readonly text: string;
	/** Why the bytes are not text; `text` then has replacement characters. */
	readonly unreadable?: string;
}

/** Decodes the bytes of a body as strict UTF-8. A byte order mark is kept, because JSON must not have one (RFC 8259, 8.1). */
export function decodeText(chunks: readonly Uint8Array[]): DecodedText {
	try {
		return { text: decodeUtf8(chunks, true) };
	} catch {
		return { text: decodeUtf8(chunks, false), unreadable: "the bytes are not UTF-8" };
	}
}

function decodeUtf8(chunks: readonly Uint8Array[], fatal: boolean): string {
	const decoder = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
	const pieces = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
	return pieces.join("") + decoder.decode();
}
