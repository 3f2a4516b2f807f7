import { toPointer } from "../operation/json-pointer.ts";
import { nearest } from "../operation/nearest.ts";
import { kindOf } from "../operation/value.ts";
import type { Violation } from "../operation/violation.ts";
import { ClientError, hide } from "./errors.ts";

/**
 * The caller's input breaks a rule; nothing was sent. `violations` lists every problem: its JSON pointer, the rule
 * (`keyword`), the documented limit (`expected`) and, not enumerable, the value (`received`).
 */
export class ValidationError extends ClientError {
	override readonly name = "ValidationError";
	readonly violations: readonly Violation[];

	/** @param subject whose input it is: an operationId, or the function that was called */
	constructor(subject: string, violations: readonly Violation[], operationId?: string) {
		super(`${subject}: ${violations.map(describeViolation).join("; ")}`, { operationId, outcome: "not-sent" });
		this.violations = violations.map(withoutValue);
	}
}

/** A name that is not known; `expected` is the one that was most likely meant. */
export function unknownName(name: string, known: Iterable<string>, received: unknown): Violation {
	return { pointer: toPointer([name]), keyword: "unknown", expected: nearest(name, known), received };
}

/** The value stays readable, but is not printed: it may be message text or a credential. */
export function withoutValue(violation: Violation): Violation {
	const { received, ...rest } = violation;
	hide(rest, { received });
	return rest as Violation; // hide() has just put the missing member back.
}

/** A violation in words. Of text they tell only the length, and numbers only to rules about numbers: others may be secret. */
export function describeViolation({ pointer, keyword, expected, received }: Violation): string {
	if (keyword === "required") return `${pointer} is missing`;
	if (keyword === "unknown") return `${pointer} is not known${expected === undefined ? "" : `; did you mean ${expected}?`}`;
	const limit = typeof expected === "string" ? expected : JSON.stringify(expected);
	const rule = keyword === "expected" ? limit : `${keyword} ${limit}`;
	return `${pointer && `${pointer}: `}expected ${rule}, got ${describeValue(received, /number|integer|imum|multipleOf/.test(rule))}`;
}

function describeValue(value: unknown, numbers: boolean): string {
	// As the rules count: a character beyond the first 65,536 is one.
	if (typeof value === "string") return `a string of ${[...value].length} characters`;
	if (typeof value === "number" && !numbers) return "a number";
	return value === undefined || typeof value === "boolean" || Number.isFinite(value) ? String(value) : kindOf(value);
}
