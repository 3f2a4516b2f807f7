import { operationOf } from "../../operation/generated-api.ts";
import { valueAt } from "../../operation/json-pointer.ts";
import { decodeRequest } from "../../operation/request.ts";
import { violationsOf } from "../../operation/violation.ts";
import type { BrokenRule, Step } from "../exchange.ts";
import type { Case } from "../plan/case.ts";
import type { RunContext } from "./session.ts";

/**
 * Looks for what a case proves in the requests that it sent, as the codec reads them.
 *
 * @returns why the case proves nothing: an operation or a rule that no request shows; undefined if it does
 */
export function missingEvidence(
	{ operationIds, rule, limit }: Case,
	steps: readonly Step[],
	context: RunContext,
): string | undefined {
	const unsent = operationIds.find((id) => !steps.some(({ exchange }) => exchange.operationId === id));
	if (unsent !== undefined) return `no request of ${unsent} was sent`;
	if (rule === undefined) return undefined;
	const own = steps.filter(({ exchange }) => exchange.operationId === operationIds[0]);
	if (own.some((step) => (limit === undefined ? breaks(step, rule, context) : sends(step, rule, limit.value, context))))
		return undefined;
	return `no request showed ${rule.pointer} of the ${rule.part} ${limit === undefined ? "with the rule broken" : "at its limit"}`;
}

function breaks(step: Step, { part, pointer }: BrokenRule, context: RunContext): boolean {
	const validator = context.api.requestValidators[step.exchange.operationId]?.[part];
	const violations = validator === undefined ? [] : violationsOf(validator, partOf(step, part, context) ?? {});
	return violations.some((violation) => violation.pointer === pointer);
}

function sends(step: Step, { part, pointer }: BrokenRule, value: unknown, context: RunContext): boolean {
	return JSON.stringify(valueAt(partOf(step, part, context), pointer)) === JSON.stringify(value);
}

/** One part of a request. The path is read below the base URL that the target has. */
function partOf({ exchange }: Step, part: BrokenRule["part"], { api, target }: RunContext): Record<string, unknown> | undefined {
	const operation = operationOf(api, exchange.operationId);
	const base = (target.baseUrl ?? operation.server).replace(/\/+$/, "");
	const { url } = exchange.request;
	const request = { ...exchange.request, url: url.startsWith(base) ? url.slice(base.length) : url };
	return decodeRequest(operation, request)?.[part];
}
