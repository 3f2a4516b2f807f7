import { HEADER_NAME, RESERVED_HEADER } from "./header-name.ts";
import { toPointer } from "./json-pointer.ts";
import { unknownName, wrongValue } from "./make-violation.ts";
import { tagOf } from "./value.ts";
import type { Violation } from "./violation.ts";
import { LONGEST_DELAY } from "./wait.ts";

/** A description of valid values, and their check. It returns the invalid member where the value is invalid because of one. */
export type OptionRule = readonly [
	expected: string,
	check: (value: unknown) => boolean | readonly [name: string, value: unknown],
];

/** Rules by the name of their option. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

/** The rules of all options of a function. The compiler notices one that is missing. */
export type RulesOf<Options> = { readonly [Name in keyof Options]-?: OptionRule };

/** Makes the check of a text. */
export const matches = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);
/** Makes the check of an address. */
export const isUrlLike = (pattern: RegExp) => (value: unknown) => matches(pattern)(value) && URL.canParse(String(value));
export const isFunction = (value: unknown) => typeof value === "function";
/** Whether the members of a value are its content: false for a list, a Map, Headers. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !(Symbol.iterator in value);
/** Makes the check of an object, which may come from another realm or a polyfill: `instanceof` would reject it. */
export const hasMethods = (names: readonly string[]) => (value: unknown) =>
	isPlainObject(value) && names.every((name) => isFunction(value[name]));
/** Makes the check of a number. */
export const isBetween = (min: number, max: number) => (value: unknown) =>
	typeof value === "number" && value >= min && value <= max;

export const choiceOf = (...choices: unknown[]): OptionRule => [
	`one of ${choices.join(", ")}`,
	(value) => choices.includes(value),
];
export const wholeNumber = (min: number, max: number): OptionRule => [
	`a whole number from ${min} to ${max}`,
	(value) => Number.isInteger(value) && isBetween(min, max)(value),
];
export const atLeast = (min: number): OptionRule => [`a number from ${min}`, isBetween(min, Number.POSITIVE_INFINITY)];
// Calls are marked as pure, so that a bundle of the client drops the rules that it does not use.

/** The rule of a secret. */
export const SECRET_TEXT: OptionRule = ["a token", /* @__PURE__ */ matches(/./)];
export const FUNCTION: OptionRule = ["a function", isFunction];
export const BOOLEAN: OptionRule = ["true or false", (value) => typeof value === "boolean"];
export const LIST_OF_TEXTS: OptionRule = [
	"a list of texts",
	(value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
];
export const OBJECT_OF_TEXTS: OptionRule = [
	"an object of texts",
	(value) => isPlainObject(value) && Object.values(value).every((item) => typeof item === "string"),
];
export const HTTP_URL: OptionRule = ["an http(s) URL", /* @__PURE__ */ isUrlLike(/^https?:/i)];
export const MILLISECONDS: OptionRule = [`a number of milliseconds from 1 to ${LONGEST_DELAY}`, isBetween(1, LONGEST_DELAY)];
/** The rule of an option that is checked where it is used. */
export const CHECKED_LATER: OptionRule = ["anything", () => true];

/** Whether `fetch` accepts a header: its error would repeat the value, or a wrong length would make it wait forever. */
export function isHeader(name: string, value: unknown): boolean {
	return HEADER_NAME.test(name) && !RESERVED_HEADER.test(name) && matches(/^[\t\x20-\x7e\x80-\xff]*$/)(value);
}

/** The names and values of headers; undefined for a value that holds none. */
export function headerEntries(headers: unknown): [name: string, value: unknown][] | undefined {
	// The members of `Headers` are not its own.
	if (tagOf(headers) === "Headers") return [...(headers as Headers)];
	return isPlainObject(headers) ? Object.entries(headers) : undefined;
}

/**
 * Lists what is wrong with options: every unknown name, with the closest valid one, and every invalid value. `undefined` values
 * count as omitted. An option that is inherited is an error: most code would not find it.
 */
export function optionViolations(options: unknown, rules: OptionRules): Violation[] {
	if (!isPlainObject(options)) return [wrongValue("", "an object of options", options)];
	const inherited = Object.keys(rules).filter((name) => name in options && !Object.hasOwn(options, name));
	return [...Object.keys(options), ...inherited].flatMap((name): Violation[] => {
		const received = options[name];
		const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
		if (rule === undefined) return [unknownName(name, Object.keys(rules), received)];
		const [expected, check] = inherited.includes(name) ? OWN : rule;
		const result = received === undefined || check(received);
		if (result === true) return [];
		const [member, value] = result || [undefined, received];
		return [wrongValue(toPointer(member === undefined ? [name] : [name, member]), expected, value)];
	});
}

const OWN: OptionRule = ["an own member", () => false];
