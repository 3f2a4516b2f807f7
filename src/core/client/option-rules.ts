import { HEADER_NAME, RESERVED_HEADER } from "../operation/header-name.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { tagOf } from "../operation/value.ts";
import type { Violation } from "../operation/violation.ts";
import { unknownName, ValidationError, wrongValue } from "./validation-error.ts";

/** A description of valid values, and their check. It returns the invalid member where the value is invalid because of one. */
export type OptionRule = readonly [
	expected: string,
	check: (value: unknown) => boolean | readonly [name: string, value: unknown],
];

/** Rules by the name of their option. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

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
export const FUNCTION: OptionRule = ["a function", isFunction];
export const BOOLEAN: OptionRule = ["true or false", (value) => typeof value === "boolean"];

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
 * Checks options against a table of rules. `undefined` values count as omitted.
 *
 * @throws {ValidationError} listing every unknown name, with the closest valid one, and every invalid value. It repeats
 * no value.
 */
export function checkOptions(subject: string, options: unknown, rules: OptionRules): void {
	if (!isPlainObject(options)) throw new ValidationError(subject, [wrongValue("", "an object of options", options)]);
	const violations = Object.entries(options as object).flatMap(([name, received]): Violation[] => {
		const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
		if (rule === undefined) return [unknownName(name, Object.keys(rules), received)];
		const [expected, check] = rule;
		const result = received === undefined || check(received);
		if (result === true) return [];
		const [member, value] = result || [undefined, received];
		return [wrongValue(toPointer(member === undefined ? [name] : [name, member]), expected, value)];
	});
	if (violations.length > 0) throw new ValidationError(subject, violations);
}
