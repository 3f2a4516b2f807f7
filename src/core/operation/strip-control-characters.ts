import { redactValue } from "./redact-exchange.ts";

/** Control characters (C0, DEL, C1), and what hides text or changes its direction: zero widths, bidi controls, tags. */
const UNSAFE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The first characters of a command to a CI runner: `::error::` and the like, `##[error]`, `##vso[task]`. */
const RUNNER_COMMAND = /(?<=^\s*):(?=:)|:(?=:[\w-]+(?: [^:]*)?::)|#(?=#\w*\[)/g;

/**
 * Makes foreign text of one line harmless to print: control characters and invisible ones become question marks, and what a CI
 * runner would take for a command is broken up with a space.
 */
export function stripControlCharacters(text: string): string {
	return text.replace(UNSAFE, "?").replace(RUNNER_COMMAND, "$& ");
}

/** The same for every text in a value, names included. */
export function stripAll<Value>(value: Value): Value {
	return redactValue(value, stripControlCharacters) as Value;
}

/** Writes a value as JSON that is harmless to print too, and still holds every text as it is. */
export function toPrintableJson(value: unknown): string {
	const text = JSON.stringify(value, null, 2);
	// Line feeds are part of the layout here; JSON escapes those of a text.
	return `${text.replace(UNSAFE, (found) => (found === "\n" ? found : escapeUnits(found))).replace(RUNNER_COMMAND, escapeUnits)}\n`;
}

function escapeUnits(text: string): string {
	return text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
