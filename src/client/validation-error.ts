import { kindOf } from "../operation/value.ts";
import type { Violation } from "../operation/violation.ts";
import { ClientError, hide } from "./errors.ts";
import { nearest } from "./nearest.ts";

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
	return { pointer: `/${name}`, keyword: "unknown", expected: nearest(name, known), received };
}

/** The value stays readable, but is not printed: it may be message text or a credential. */
export function withoutValue(violation: Violation): Violation {
	const { received, ...rest } = violation;
	hide(rest, { received });
	return rest as Violation; // hide() has just put the missing member back.
}

/** A violation in words. Of text, they tell only the length. */
export function describeViolation({ pointer, keyword, expected, received }: Violation): string {
	if (keyword === "required") return `${pointer} is missing`;
	if (keyword === "unknown") return `${pointer} is not known${expected === undefined ? "" : `; did you mean ${expected}?`}`;
	const limit = typeof expected === "string" ? expected : JSON.stringify(expected);
	return `${pointer && `${pointer}: `}expected ${keyword === "expected" ? "" : `${keyword} `}${limit}, got ${describeValue(received)}`;
}

function describeValue(value: unknown): string {
	if (typeof value === "string") return `a string of ${value.length} characters`;
	return value === undefined || typeof value === "boolean" || Number.isFinite(value) ? String(value) : kindOf(value);
}
