import { SHOWN_CHARACTERS } from "./describe-rule.ts";

/**
 * The regular expressions that match a secret in every encoding in which a service may repeat it and a report may write it: as
 * it is, percent-encoded, in a form, in JSON, in a JSON pointer, in HTML, each of them nested in others; in base64 and base64url,
 * alone or as a part of something longer.
 */
export function encodedForms(text: string): RegExp[] {
	const bytes = new TextEncoder().encode(text);
	// A run of backslashes is one element: each level of JSON doubles it.
	const characters = text.match(/\\+|./gsu) ?? [];
	const parts = characters.map(encodingsOf);
	const sources = [parts.join(""), ...[0, 1, 2].map((offset) => base64Of(bytes, offset).join("")), cutOff(parts)];
	return sources.map((source) => new RegExp(source, "g"));
}

/** Fewer characters of a secret are not redacted. */
const MIN_SHOWN = 4;

/** The source of a regular expression that matches the beginning of a secret, where an ellipsis cuts it off. */
function cutOff(parts: readonly string[]): string {
	const more = parts.slice(MIN_SHOWN, SHOWN_CHARACTERS).reduceRight((tail, part) => `(?:${part}${tail})?`, "");
	// The last character may be cut off within its encoding.
	const rest = `(?:[\\ud800-\\udbff]|(?:${PERCENT}[\\da-fA-F]{0,2}){1,4}|(?:\\\\+(?:u[\\da-fA-F]{0,4})?){1,2})?`;
	return `${parts.slice(0, MIN_SHOWN).join("")}${more}${rest}(?=…)`;
}

/** A percent sign, which may be percent-encoded itself, and again. */
const PERCENT = "%(?:25)*";
const BACKSLASH = `(?:\\\\|${PERCENT}5[cC])`;
/** The further encodings of some characters: in forms, JSON, JSON pointers and HTML. */
const SPECIAL: Readonly<Record<string, string>> = {
	" ": "\\+",
	"/": `(?:~|${PERCENT}7[eE])1`,
	"~": `(?:~|${PERCENT}7[eE])0`,
	"&": "&(?:amp;)+",
	"<": "&(?:amp;)*lt;",
	">": "&(?:amp;)*gt;",
	'"': "&(?:amp;)*quot;",
	"'": "&(?:amp;)*apos;",
	"\n": `${BACKSLASH}+n`,
	"\r": `${BACKSLASH}+r`,
	"\t": `${BACKSLASH}+t`,
	"\b": `${BACKSLASH}+b`,
	"\f": `${BACKSLASH}+f`,
};

/** The source of a regular expression that matches a character, or a run of backslashes, in every encoding. */
function encodingsOf(character: string): string {
	if (character.startsWith("\\")) return `(?:${BACKSLASH}(?:u005[cC])?|&(?:amp;)*#(?:[xX]0*5[cC]|0*92);)+`;
	const bytes = [...new TextEncoder().encode(character)];
	const units = character.split("");
	const number = character.codePointAt(0) ?? 0;
	const encodings = [
		character.replace(/[$()*+.?[\\\]^{|}/-]/, "\\$&"),
		bytes.map((byte) => PERCENT + digits(byte, 2)).join(""),
		units.map((unit) => `${BACKSLASH}+u${digits(unit.charCodeAt(0), 4)}`).join(""),
		`&(?:amp;)*#(?:[xX]0*${digits(number, 1)}|0*${number});`,
		...(SPECIAL[character] ? [SPECIAL[character]] : []),
	];
	// JSON escapes a quote, and may escape a slash, with as many backslashes as it is nested deep.
	return `${/["/]/.test(character) ? `${BACKSLASH}*` : ""}(?:${encodings.reverse().join("|")})`;
}

/** Hexadecimal digits in either case. */
function digits(number: number, length: number): string {
	return number
		.toString(16)
		.padStart(length, "0")
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * The sources of regular expressions that match bytes in base64 or base64url, character by character.
 *
 * @param offset how many bytes stand before them in their group of three
 */
function base64Of(bytes: Uint8Array, offset: number): string[] {
	const padded = Uint8Array.from([...new Uint8Array(offset), ...bytes]);
	const base64 = btoa(Array.from(padded, (byte) => String.fromCharCode(byte)).join("")).replace(/=+$/, "");
	// The characters at both ends hold bits of other bytes, too.
	const start = Math.ceil((offset * 8) / 6);
	const isShared = padded.length % 3 !== 0;
	const core = base64.slice(start, isShared ? -1 : undefined).split("");
	const sources = core.map((character) => BASE64[character] ?? character);
	const [before, after] = [offset > 0, isShared].map((isEnd) => (isEnd ? ["[\\w+/-]"] : []));
	return [...(before ?? []), ...sources, ...(after ?? []), `(?:=|${PERCENT}3[dD])*`];
}

const BASE64: Readonly<Record<string, string>> = {
	"+": `(?:[+-]|${PERCENT}2[bB])`,
	"/": `(?:_|${BACKSLASH}*/|${PERCENT}2[fF])`,
};
