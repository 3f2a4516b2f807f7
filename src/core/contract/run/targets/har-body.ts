import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { json as isJson } from "../../../operation/formats.ts";
import type { HttpResponse } from "../../../operation/http.ts";
import { isReplaced } from "../../judge/replaced.ts";
import { decodeText } from "./text.ts";

/** The body of a recorded message; undefined if the recording does not hold it, or holds a part of it only. */
export type RecordedBody = Pick<HttpResponse, "body" | "unreadable"> | undefined;

export const NO_BODY: RecordedBody = { body: null };

/** Where an entry keeps the text of a body: `content` of a response, `postData` of a request. */
export interface RecordedText {
	readonly text: string;
	/** `base64`, or undefined for plain text. */
	readonly encoding?: unknown;
	readonly comment?: unknown;
	/** The file that holds the text instead. */
	readonly _file?: unknown;
}

/** Some tools write compressed bytes as if they were text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const GARBLED = /[\u0000-\u0008\u000e-\u001f\ufffd]/;
/** Recorders say so in a comment. */
const CUT_OFF = /truncated|not included/i;
/** Others end the text with a note, such as `[truncated 500 bytes]`. */
const CUT_OFF_NOTE = /[[(<][^[\](){}<>]*truncated[^[\](){}<>]*[\])>]\s*$/i;
/** The characters at the end of a text in which the note is looked for. */
const NOTE_LENGTH = 200;

/** Whether an entry says that a body without text is kept elsewhere, or was left out. */
export function isLeftOut({ comment, _file }: Omit<RecordedText, "text">): boolean {
	return (typeof _file === "string" && _file !== "") || CUT_OFF.test(String(comment ?? ""));
}

/**
 * Reads the text of a body that is not empty. Decodes base64, and decompresses what was recorded as it was transferred.
 *
 * @param coding the header `Content-Encoding`
 * @param size the length in bytes that the entry tells; undefined if it tells none
 */
export function readBody({ text, encoding, comment }: RecordedText, coding = "", size = 0): RecordedBody {
	const isBase64 = encoding === "base64";
	const read = isBase64 ? decodeBytes(Buffer.from(text, "base64"), coding) : { body: text };
	if (typeof read?.body !== "string") return read;
	const isCutOff = CUT_OFF.test(String(comment ?? "")) || CUT_OFF_NOTE.test(read.body.slice(-NOTE_LENGTH));
	const isShort = size > Buffer.byteLength(read.body) || isCutOff;
	const isGarbled = coding !== "" && !isBase64 && GARBLED.test(read.body);
	const isGone = isReplaced(read.body) && !read.body.includes("=");
	// Tools that replace values shorten the text. JSON that can be parsed is whole all the same.
	return (isShort || isGarbled || isGone) && !isJson(read.body) ? undefined : read;
}

/**
 * Whether there was a body that the entry does not hold.
 *
 * @param sizes the lengths that the entry and its headers tell, each of which may be missing or -1
 * @returns undefined if none of them is known
 */
export function hadBody(sizes: readonly unknown[]): boolean | undefined {
	const known = sizes.map(toSize).filter((size) => size !== undefined);
	return known.length === 0 ? undefined : known.some((size) => size > 0);
}

/** A length in bytes; undefined for -1, which stands for unknown, and for anything else. */
export function toSize(size: unknown): number | undefined {
	const number = typeof size === "string" && /^\d+$/.test(size) ? Number(size) : size;
	return typeof number === "number" && number >= 0 ? number : undefined;
}

function decodeBytes(bytes: Buffer, coding: string): RecordedBody {
	const text = decodeText([bytes]);
	// Most tools decompress, and keep the header. Compressed bytes are never UTF-8.
	if (text.unreadable === undefined || coding === "") return text;
	const codings = coding.split(",").map((name) => name.trim().toLowerCase());
	let decoded: Uint8Array = bytes;
	for (const name of codings.reverse()) {
		const decompress = Object.hasOwn(DECOMPRESS, name) ? DECOMPRESS[name] : undefined;
		if (decompress === undefined) return undefined;
		try {
			decoded = decompress(decoded, { maxOutputLength: MAX_BYTES });
		} catch (error) {
			// The bytes end early, or are too many. Otherwise they do not have this coding, and are judged as they are.
			return INCOMPLETE_CODES.has(String((error as NodeJS.ErrnoException).code)) ? undefined : text;
		}
	}
	return decodeText([decoded]);
}

const MAX_BYTES = 64 * 1024 * 1024;
const INCOMPLETE_CODES = new Set(["Z_BUF_ERROR", "ERR_BUFFER_TOO_LARGE"]);

type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** The content codings (RFC 9110, 8.4.1) that this version of Node can decode. */
const DECOMPRESS: Readonly<Record<string, Decompress>> = {
	identity: (bytes) => bytes,
	gzip: gunzipSync,
	"x-gzip": gunzipSync,
	br: brotliDecompressSync,
	// Some servers leave out the header of zlib.
	deflate: (bytes, options) => ((bytes[0] ?? 0) % 16 === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options)),
};
