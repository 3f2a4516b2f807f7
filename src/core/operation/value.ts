import type { ValueDescriptor } from "./descriptor.ts";

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Writes one value as the entries it has on the wire: none for `undefined`, one for a single
 * value, one an item for a list. A `Date` becomes ISO 8601 with whole seconds, an object given for
 * a JSON string is serialised, a null becomes the empty string; a string is sent as it is.
 *
 * @throws {EncodeError} where the value cannot be written: an object for a plain value, a number that
 * is not finite, a string with half a surrogate pair.
 */
export function encodeValue(descriptor: ValueDescriptor, value: unknown): string[] {
	if (value === undefined) return [];
	if (descriptor.array) {
		if (!Array.isArray(value)) throw new EncodeError("a list", kindOf(value));
		return value.map((item) => encodeOne(descriptor, item));
	}
	return [encodeOne(descriptor, value)];
}

/**
 * Reads one value from its entries on the wire. A value without the documented shape stays text, so that the validators can
 * reject it by the rule that it breaks.
 */
export function decodeValue(descriptor: ValueDescriptor, entries: readonly string[]): unknown {
	if (descriptor.array) return entries.map((entry) => decodeOne(descriptor, entry));
	if (entries.length > 1) return entries.slice();
	return entries[0] === undefined ? undefined : decodeOne(descriptor, entries[0]);
}

function encodeOne(descriptor: ValueDescriptor, value: unknown): string {
	if (typeof value === "string") {
		// Half a surrogate pair cannot be written in UTF-8; `URLSearchParams` would replace it silently.
		if (!value.isWellFormed()) throw new EncodeError("text of whole characters", "half a surrogate pair");
		return value;
	}
	if (value === null && descriptor.nullable) return "";
	if (value instanceof Date) {
		if (Number.isNaN(value.getTime())) throw new EncodeError("a date", "an invalid Date");
		return value.toISOString().replace(/\.\d{3}Z$/, "Z");
	}
	if (descriptor.json && typeof value === "object" && value !== null) return toJson(value);
	if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return String(value);
	throw new EncodeError(descriptor.json ? "a string or an object" : descriptor.type, kindOf(value));
}

function decodeOne(descriptor: ValueDescriptor, text: string): unknown {
	if (text === "" && descriptor.nullable && descriptor.type !== "string") return null;
	if (descriptor.type === "boolean") return text === "true" ? true : text === "false" ? false : text;
	if (descriptor.type === "string") return text;
	const shape = descriptor.type === "integer" ? INTEGER : NUMBER;
	const number = shape.test(text) ? Number(text) : Number.NaN;
	const exact = descriptor.type === "integer" ? Number.isSafeInteger(number) : Number.isFinite(number);
	return exact ? number : text;
}

/**
 * Writes a value as JSON.
 *
 * @throws {EncodeError} where it has no JSON: it contains itself or a BigInt, or its `toJSON` returns nothing or throws. The
 * message of that error is left out: it may repeat secrets.
 */
export function toJson(value: unknown): string {
	let text: string | undefined;
	try {
		text = JSON.stringify(value);
	} catch {
		// As when it gives nothing.
	}
	if (text === undefined) throw new EncodeError("what JSON can hold", kindOf(value));
	return text;
}

/** Names a value's kind for a message, without its content. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return String(value);
	if (Array.isArray(value)) return "a list";
	if (typeof value === "number" && !Number.isFinite(value)) return String(value);
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A value that cannot be encoded. */
export class EncodeError extends TypeError {
	/** The kind of value that could be, such as `a date`. */
	readonly expected: string;

	/** @param received a description of the given value, which must not repeat it: it may be a secret */
	constructor(expected: string, received: string) {
		super(`expected ${expected}, got ${received}`);
		this.expected = expected;
	}
}
