import { violationsOf } from "../operation/violation.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { JsonResponse } from "./policy.ts";
import type { RequestTrace } from "./request-trace.ts";
import type { SandboxRuntime } from "./runtime.ts";
import type { PreActionDecision } from "./webhooks.ts";

/**
 * Applies what the receiver of webhooks says to a request: amends its fields, which are checked again.
 *
 * @param trace learns what has become of the request
 * @returns a response where the request is not to be carried out
 */
export function applyDecision(
	{ api, policy }: SandboxRuntime,
	{ operation, operationId, view, fields }: HandlerContext,
	{ stoppedBy, amendments, notes }: PreActionDecision,
	trace: RequestTrace,
): JsonResponse | undefined {
	trace.notes = [...trace.notes, ...notes];
	if (stoppedBy !== undefined) return policy.reject({ kind: "stopped" });
	const amended = Object.entries(amendments).flatMap(([member, value]) => {
		const field = view.fieldOf.get(member);
		return field === undefined ? [] : [[field, value] as const];
	});
	if (amended.length === 0) return undefined;
	Object.assign(fields, Object.fromEntries(amended));
	policy.webhooks?.amended?.(fields, Object.fromEntries(amended));
	const validator = api.requestValidators[operationId]?.body;
	const violations = validator ? violationsOf(validator, fields) : [];
	return violations.length === 0 ? undefined : policy.reject({ kind: "invalid", part: "body", violations, operation });
}
