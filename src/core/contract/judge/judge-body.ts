import { operationOf } from "../../operation/generated-api.ts";
import { type Violation, violationsOf } from "../../operation/violation.ts";
import { type Exchange, isRecorded, type Step } from "../exchange.ts";
import { bodyPlace, type CheckContext, documentedResponse, judgeViolations, responsePlace } from "./check.ts";
import type { CheckResult } from "./finding.ts";

const POINTER = "/response/body";

/** Judges a response body by the schema of its status. JSON in strings has a check of its own (`json-in-string`). */
export function judgeBody(step: Step, context: CheckContext): CheckResult[] {
	const { exchange } = step;
	const { mediaTypes } = documentedResponse(context, exchange) ?? {};
	if (mediaTypes === undefined || !isRecorded(exchange, "response body")) return [];
	const whole = (documented: string, received: string): CheckResult[] => [
		{ step, pointer: POINTER, documented, received, ...responsePlace(context, exchange) },
	];
	if (mediaTypes.length === 0) return exchange.body.kind === "none" ? [] : whole("no body", describeBody(exchange));
	if (operationOf(context.api, exchange.operationId).method === "HEAD") return [];
	if (exchange.body.kind !== "json") return whole(`a body of ${mediaTypes.join(" or ")}`, describeBody(exchange));
	return judgeMembers(step, context, (keyword) => keyword !== "contentMediaType");
}

/** Judges the members of a response body by the schema of its status, as far as their rules have the given keywords. */
export function judgeMembers(step: Step, context: CheckContext, isJudged: (keyword: string) => boolean): CheckResult[] {
	const violations = bodyViolations(step.exchange, context).filter(({ keyword }) => isJudged(keyword));
	return judgeViolations(violations, step, POINTER, (pointer) => bodyPlace(context, step.exchange, pointer));
}

/** A cache: several checks look at the same body, each at other rules. */
const violationsByExchange = new WeakMap<Exchange, Violation[]>();

/** The rules that a response body breaks. A body without a validator fails: nothing passes unchecked. */
function bodyViolations(exchange: Exchange, context: CheckContext): Violation[] {
	const known = violationsByExchange.get(exchange);
	if (known !== undefined) return known;
	const violations = findViolations(exchange, context);
	violationsByExchange.set(exchange, violations);
	return violations;
}

function findViolations(exchange: Exchange, context: CheckContext): Violation[] {
	const { status } = documentedResponse(context, exchange) ?? {};
	if (status === undefined || exchange.body.kind !== "json") return [];
	const validator = context.api.responseValidators[exchange.operationId]?.[status]?.body;
	if (validator !== undefined) return violationsOf(validator, exchange.body.value);
	return [{ pointer: "", keyword: "schema", expected: "a schema to check it by", received: exchange.body.value }];
}

function describeBody({ body, response }: Exchange): string {
	if (body.kind === "none") return "nothing";
	const length = `${response?.body?.length ?? 0} characters`;
	return body.kind === "text" ? `${length} that are not JSON: ${body.reason}` : length;
}
