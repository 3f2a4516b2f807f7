/** Replaces every secret in a text. */
export type Redact = (text: string) => string;

/** A text that must not be printed, and what is printed in its place. */
export type Secret = readonly [text: string, mask: string];

/** Shorter texts occur everywhere. */
const MIN_LENGTH = 4;
/** The number of characters that one regular expression matches: one of a whole body could be too large to compile. */
const CHUNK = 64;

/**
 * Creates the function that replaces secrets in a text, in every encoding in which a service may repeat them and a report may
 * write them: as they are, percent-encoded, in a form, in JSON, in a JSON pointer, in HTML, each of them nested in others; in
 * base64 and base64url, alone or as a part of something longer. Secrets that overlap are replaced as one.
 *
 * @param secrets those shorter than 4 characters are ignored
 */
export function createRedactor(secrets: readonly Secret[]): Redact {
	const forms = secrets.flatMap(([text, mask]) =>
		text.length < MIN_LENGTH ? [] : formsOf(text).map((form) => [form, mask] as const),
	);
	return (text) => {
		const found = forms.flatMap(([form, mask]) => findAll(text, form).map(([start, end]) => ({ start, end, mask })));
		// Of two that start together, the longer one wins.
		found.sort((a, b) => a.start - b.start || b.end - a.end);
		let redacted = "";
		let position = 0;
		for (const { start, end, mask } of found) {
			if (start >= position) redacted += text.slice(position, start) + mask;
			position = Math.max(position, end);
		}
		return redacted + text.slice(position);
	};
}

/** Regular expressions that match one after the other; they are compiled when a text is searched first. */
type Form = readonly (() => RegExp)[];

function formsOf(text: string): Form[] {
	const bytes = new TextEncoder().encode(text);
	// A run of backslashes is one element: each level of JSON doubles it.
	const characters = text.match(/\\+|./gsu) ?? [];
	return [characters.map(encodingsOf), ...[0, 1, 2].map((offset) => base64Of(bytes, offset))].map(compile);
}

function compile(sources: readonly string[]): Form {
	const count = Math.ceil(sources.length / CHUNK);
	return Array.from({ length: count }, (_, index) =>
		expression(sources.slice(index * CHUNK, (index + 1) * CHUNK).join(""), index),
	);
}

function expression(source: string, index: number): () => RegExp {
	let compiled: RegExp | undefined;
	return () => {
		compiled ??= new RegExp(source, index === 0 ? "g" : "y");
		return compiled;
	};
}

function findAll(text: string, [first, ...rest]: Form): [start: number, end: number][] {
	const found: [number, number][] = [];
	if (first === undefined) return found;
	const head = first();
	head.lastIndex = 0;
	for (let match = head.exec(text); match !== null; match = head.exec(text)) {
		let end: number | undefined = head.lastIndex;
		for (const part of rest) end = end === undefined ? end : endOf(text, part(), end);
		if (end !== undefined) found.push([match.index, end]);
		head.lastIndex = end ?? match.index + 1;
	}
	return found;
}

function endOf(text: string, sticky: RegExp, start: number): number | undefined {
	sticky.lastIndex = start;
	return sticky.test(text) ? sticky.lastIndex : undefined;
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
