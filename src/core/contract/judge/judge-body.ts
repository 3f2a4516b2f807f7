import { operationOf } from "../../operation/generated-api.ts";
import { type Violation, violationsOf } from "../../operation/violation.ts";
import type { Exchange, Step } from "../exchange.ts";
import { bodyPlace, type CheckContext, judgeViolations, responsePlace, statusKey } from "./check.ts";
import type { CheckResult } from "./finding.ts";

const POINTER = "/response/body";

/** Judges a response body by the schema of its status. JSON in strings has a check of its own (`json-in-string`). */
export function judgeBody(step: Step, context: CheckContext): CheckResult[] {
	const { exchange } = step;
	const key = statusKey(context, exchange);
	if (key === undefined || exchange.response === undefined) return [];
	const operation = operationOf(context.api, exchange.operationId);
	const mediaTypes = operation.responses[key]?.mediaTypes ?? [];
	const whole = (documented: string, received: string): CheckResult[] => [
		{ step, pointer: POINTER, documented, received, ...responsePlace(context, exchange) },
	];
	if (mediaTypes.length === 0) return exchange.body.kind === "none" ? [] : whole("no body", describeBody(exchange));
	if (operation.method === "HEAD") return [];
	if (exchange.body.kind === "none") return whole(`a body of ${mediaTypes.join(" or ")}`, "nothing");
	if (exchange.body.kind === "text") return whole(`a body of ${mediaTypes.join(" or ")}`, describeBody(exchange));
	const violations = bodyViolations(step, context).filter(({ keyword }) => keyword !== "contentMediaType");
	if (violations.length === 0) return [];
	return judgeViolations(violations, step, POINTER, (pointer) => bodyPlace(context, exchange, pointer));
}

/** A cache: several checks look at the same body, each at other rules. */
const violationsByExchange = new WeakMap<Exchange, Violation[]>();

/** The rules that a response body breaks. A body without a validator fails: nothing passes unchecked. */
export function bodyViolations({ exchange }: Step, context: CheckContext): Violation[] {
	const known = violationsByExchange.get(exchange);
	if (known !== undefined) return known;
	const violations = findViolations(exchange, context);
	violationsByExchange.set(exchange, violations);
	return violations;
}

function findViolations(exchange: Exchange, context: CheckContext): Violation[] {
	const key = statusKey(context, exchange);
	if (key === undefined || exchange.body.kind !== "json") return [];
	const validator = context.api.responseValidators[exchange.operationId]?.[key]?.body;
	if (validator !== undefined) return violationsOf(validator, exchange.body.value);
	return [{ pointer: "", keyword: "schema", expected: "a schema to check it by", received: exchange.body.value }];
}

function describeBody({ body, response }: Exchange): string {
	const length = response?.body?.length ?? 0;
	return body.kind === "text" ? `${length} characters that are not JSON: ${body.reason}` : `${length} characters`;
}
