import { showValue } from "./value.ts";
import type { Violation } from "./violation.ts";

/** Describes a rule of a schema in words, such as `at most 20 characters`. */
export function describeRule({ keyword, expected }: Pick<Violation, "keyword" | "expected">): string {
	return RULES[keyword]?.(expected) ?? `${keyword} ${show(expected)}`;
}

const RULES: Readonly<Record<string, (expected: unknown) => string>> = {
	required: () => "required",
	type: (expected) => [expected].flat().join(" or "),
	pattern: (expected) => `matches ${expected}`,
	enum: (expected) => `one of ${(expected as unknown[]).map((value) => show(value)).join(", ")}`,
	minLength: (expected) => `at least ${expected} characters`,
	maxLength: (expected) => `at most ${expected} characters`,
	minimum: (expected) => `at least ${expected}`,
	maximum: (expected) => `at most ${expected}`,
	format: (expected) => String(expected),
	contentMediaType: (expected) => `holds ${expected === "application/json" ? "JSON" : expected}`,
	additionalProperties: () => "no such member",
};

/** Writes a value for a sentence: as JSON, at most 118 characters of it. */
export function show(value: unknown): string {
	if (value === undefined) return "nothing";
	const text = showValue(value);
	return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
