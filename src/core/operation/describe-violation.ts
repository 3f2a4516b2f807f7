import { countOf } from "./count-of.ts";
import { kindOf } from "./value.ts";
import type { Violation } from "./violation.ts";

/** Describes a violation with its place, such as `/Body is missing`. Never repeats the value: it may be a secret. */
export function describeViolation({ pointer, keyword, expected, received }: Violation): string {
	if (keyword === "required") return `${pointer} is missing`;
	if (keyword === "unknown" || keyword === "additionalProperties")
		return `${pointer} is not known${expected === undefined ? "" : `; did you mean ${expected}?`}`;
	const limit = typeof expected === "string" ? expected : (JSON.stringify(expected) ?? "");
	const rule = keyword === "expected" ? limit : `${keyword} ${limit}`.trimEnd();
	const isNumeric = /number|integer|imum|multipleOf/.test(rule);
	return `${pointer && `${pointer}: `}expected ${rule}, got ${describeReceived(received, isNumeric)}`;
}

/** Strings are described by length, numbers only for numeric rules: any value may be a secret. */
function describeReceived(value: unknown, isNumeric: boolean): string {
	// In code points, as the rules count.
	if (typeof value === "string") {
		return `a string of ${countOf([...value].length, "character")}${/\p{Cc}/u.test(value) ? " with a control character" : ""}`;
	}
	if (typeof value === "number" && !isNumeric) return "a number";
	return typeof value === "boolean" || Number.isFinite(value) ? String(value) : kindOf(value);
}
