import type { HttpResponse } from "../../../operation/http.ts";

/** The maximum size of a response body. */
export const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

/**
 * Decodes the bytes of a body as strict UTF-8. A byte order mark is kept, because JSON must not have one (RFC 8259, 8.1).
 *
 * @returns the members of a response for it; bytes that are not text become replacement characters
 */
export function decodeText(chunks: readonly Uint8Array[]): Pick<HttpResponse, "body" | "unreadable"> {
	try {
		return { body: decodeUtf8(chunks, true) || null };
	} catch {
		return { body: decodeUtf8(chunks, false), unreadable: "the bytes are not UTF-8" };
	}
}

function decodeUtf8(chunks: readonly Uint8Array[], fatal: boolean): string {
	const decoder = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
	const pieces = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
	return pieces.join("") + decoder.decode();
}
