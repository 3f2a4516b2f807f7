import { describeViolation } from "../operation/describe-violation.ts";
import type { Violation } from "../operation/violation.ts";
import { ClientError, defineNonEnumerable } from "./errors.ts";

/**
 * The caller's input is invalid; nothing was sent. `violations` lists every problem: its JSON pointer, the rule
 * (`keyword`), the documented limit (`expected`) and, not enumerable, the value (`received`) of an argument. Where the
 * input is of no operation, the values are left out: some tools print what is not enumerable, and an option may be a credential.
 */
export class ValidationError extends ClientError {
	override readonly name = "ValidationError";
	declare readonly violations: readonly Violation[];

	/** @param subject the function that the input was for, or its operationId */
	constructor(subject: string, violations: readonly Violation[], operationId?: string) {
		super(
			`${subject}: ${violations.map(describeViolation).join("; ")}`,
			{ operationId, outcome: "not-sent" },
			{ violations: violations.map((one) => hideReceived(operationId === undefined ? { ...one, received: undefined } : one)) },
		);
	}
}

/** Makes the value non-enumerable, so that it is not printed: it may be message text or a credential. */
export function hideReceived(violation: Violation): Violation {
	const { received, ...rest } = violation;
	defineNonEnumerable(rest, { received });
	return rest as Violation; // The missing member has just been put back.
}
