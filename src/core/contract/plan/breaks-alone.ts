import type { Violation } from "../../operation/violation.ts";
import type { BrokenRule } from "../exchange.ts";

/** A violation of a request, and the part of the request that it is in. */
export type RequestViolation = Violation & Pick<BrokenRule, "part">;

/** Whether a request breaks a rule, and no rule anywhere else: only then is the rule the reason for a rejection. */
export function breaksAlone(violations: readonly RequestViolation[], { part, pointer, keyword }: BrokenRule): boolean {
	const isThere = (violation: RequestViolation) => violation.part === part && brokenPlace(violation) === pointer;
	return violations.every(isThere) && violations.some((violation) => violation.keyword === keyword);
}

/** Where the schema stands that is broken. An additional member is reported at the member. */
function brokenPlace({ pointer, keyword }: Violation): string {
	return keyword === "additionalProperties" ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
}
