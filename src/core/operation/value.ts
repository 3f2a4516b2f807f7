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
	if (tagOf(value) === "Date") {
		const date = value as Date;
		if (Number.isNaN(date.getTime())) throw new EncodeError("a date", kindOf(date));
		return date.toISOString().replace(/\.\d{3}Z$/, "Z");
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
 * @throws {EncodeError} where it is no plain JSON: it contains itself, or a Promise, a Map or a function, which JSON.stringify
 * would write as `{}` or leave out; or its `toJSON` returns nothing or throws. The message of that error is left out: it may
 * repeat secrets.
 */
export function toJson(value: unknown): string {
	let expected = "what JSON can hold";
	try {
		const text = JSON.stringify(value, (_, member) => {
			if (JSON_KINDS.includes(kindOf(member))) return member;
			expected += `, not ${kindOf(member)}`;
			throw expected;
		});
		if (text !== undefined) return text;
	} catch {
		// As when it gives nothing.
	}
	throw new EncodeError(expected, kindOf(value));
}

const JSON_KINDS = ["an object", "a list", "a string", "a number", "a boolean", "null", "undefined"];

/** Names a value's kind for a message, without its content. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return String(value);
	if (Array.isArray(value)) return "a list";
	if (typeof value === "number" && !Number.isFinite(value)) return String(value);
	if (typeof value !== "object") return `a ${typeof value}`;
	const tag = tagOf(value);
	if (tag === "Date" && Number.isNaN(Number(value))) return "an invalid Date";
	if (tag !== "Object") return `${/^[AEIOU]/.test(tag) ? "an" : "a"} ${tag}`;
	const prototype = Object.getPrototypeOf(value);
	return prototype && Object.getPrototypeOf(prototype) ? "a class instance" : "an object";
}

/** Shows a value in a message, as JSON; by its kind where it has none. For what cannot be a secret. */
export function showValue(value: unknown): string {
	try {
		return JSON.stringify(value) ?? kindOf(value);
	} catch {
		return kindOf(value);
	}
}

/** The name of a built-in type: `Date`, `Map`. Unlike `instanceof`, it is the same for values of other realms. */
export function tagOf(value: unknown): string {
	return Object.prototype.toString.call(value).slice(8, -1);
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
