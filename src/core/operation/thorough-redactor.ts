import { type DecodedText, decodeEscapes, lastIndexUpTo } from "./decode-escapes.ts";
import type { Redact, Secret } from "./redact.ts";

const MIN_LENGTH = 4;

/** Words that stand in every report; to redact them would hide everything else. */
const COMMON =
	/^(?:true|false|null|none|undefined|test|user|users|admin|root|token|secret|password|basic|bearer|digest|message|messages|string|number|integer|boolean|object|array|error|errors|code|status|body|name|type|data|text|json|html|http|https|localhost|redacted)$/i;

/** A text as it is searched for. */
interface SecretForm {
	readonly text: string;
	readonly mask: string;
	/** In base64, a character at either end may hold bits of the secret and of its neighbour. */
	readonly before?: boolean;
	readonly after?: boolean;
}

type Occurrence = readonly [start: number, end: number, mask: string];

/**
 * Makes a function that replaces secrets in every encoding: percent, form, JSON, JSON pointer and HTML escapes in any nesting, and
 * base64 or base64url, also inside a longer run. Takes time linear in the text, however many secrets there are. Occurrences that
 * overlap are replaced by one mask, that of the first and longest. An escape is never cut in two, so that JSON remains JSON.
 *
 * @param secrets ignored are those shorter than 4 characters, common words, and parts of a mask
 */
export function createThoroughRedactor(secrets: readonly Secret[]): Redact {
	const masks = [...new Set(secrets.map(([, mask]) => mask))];
	const forms = secrets
		.filter(([text]) => text.length >= MIN_LENGTH && !COMMON.test(text))
		.flatMap(secretForms)
		.filter(({ text }) => text.length >= MIN_LENGTH && !masks.some((mask) => mask.includes(text)))
		// The longest first: a secret may be a part of another one.
		.sort((a, b) => b.text.length - a.text.length);
	const index = new Map<string, SecretForm[]>();
	for (const form of forms) {
		const key = form.text.slice(0, MIN_LENGTH);
		const known = index.get(key);
		if (known) known.push(form);
		else index.set(key, [form]);
	}
	return (text) => (index.size === 0 ? text : redactText(text, index));
}

function secretForms([secret, mask]: Secret): SecretForm[] {
	const decoded = decodeEscapes(secret).at(-1)?.text ?? secret;
	const binary = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join("");
	// Depending on what comes before it in the encoded bytes, a secret begins at one of three positions of a group.
	const base64 = ["", "-", "--"].flatMap((padding): SecretForm[] => {
		const length = ((padding.length + binary.length) * 4) / 3;
		const text = btoa(padding + binary).slice(Math.ceil((padding.length * 4) / 3), Math.floor(length));
		const edges = { mask, before: padding !== "", after: !Number.isInteger(length) };
		const url = text.replaceAll("+", "-").replaceAll("/", "_");
		return [...new Set([text, url, decodeEscapes(text).at(-1)?.text ?? text])].map((form) => ({ text: form, ...edges }));
	});
	return [...[...new Set([secret, decoded])].map((text) => ({ text, mask })), ...base64];
}

function redactText(text: string, index: ReadonlyMap<string, readonly SecretForm[]>): string {
	const stages = decodeEscapes(text);
	const found = stages.flatMap((stage) => findForms(stage, index));
	if (found.length === 0) return text;
	const whole = keepEscapesWhole(stages[1]?.escapes ?? []);
	const occurrences = found.map(([start, end, mask]): Occurrence => [whole(start, 0), whole(end, 1), mask]);
	occurrences.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
	const pieces: string[] = [];
	let position = 0;
	for (const [start, end, mask] of occurrences) {
		if (start >= position) pieces.push(text.slice(position, start), mask);
		position = Math.max(position, end);
	}
	return pieces.join("") + text.slice(position);
}

/** The occurrences in one stage of decoding, as positions in the original text. */
function findForms({ text, toSource }: DecodedText, index: ReadonlyMap<string, readonly SecretForm[]>): Occurrence[] {
	const found: Occurrence[] = [];
	for (let at = 0; at <= text.length - MIN_LENGTH; at++) {
		const form = index.get(text.slice(at, at + MIN_LENGTH))?.find((candidate) => text.startsWith(candidate.text, at));
		if (form === undefined) continue;
		let [start, end] = [at, at + form.text.length];
		if (form.before && isBase64(text[start - 1])) start--;
		if (form.after && isBase64(text[end])) end++;
		for (let padding = 0; form.after && padding < 2 && text[end] === "="; padding++) end++;
		found.push([toSource(start), toSource(end), form.mask]);
	}
	return found;
}

function isBase64(character: string | undefined): boolean {
	return character !== undefined && /[\w+/-]/.test(character);
}

/** Moves a position inside an escape to the start (0) or the end (1) of the escape. */
function keepEscapesWhole(escapes: DecodedText["escapes"]): (position: number, side: 0 | 1) => number {
	const starts = escapes.map(([start]) => start);
	return (position, side) => {
		const nearest = escapes[lastIndexUpTo(starts, position - 1)];
		return nearest !== undefined && nearest[1] > position ? nearest[side] : position;
	};
}
