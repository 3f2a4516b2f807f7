import { operationOf } from "../../operation/generated-api.ts";
import { type Violation, violationsOf } from "../../operation/violation.ts";
import type { Exchange, Step } from "../exchange.ts";
import { answerPlace, bodyPlace, type CheckContext, judgeViolations, statusKey } from "./check.ts";
import type { Judgement } from "./finding.ts";

const POINTER = "/response/body";

/** Judges the body of an answer by the schema of its status. JSON in strings is left to a check of its own. */
export function judgeBody(step: Step, context: CheckContext): Judgement[] {
	const { exchange } = step;
	const key = statusKey(context, exchange);
	if (key === undefined || exchange.response === undefined) return [];
	const operation = operationOf(context.api, exchange.operationId);
	const mediaTypes = operation.responses[key]?.mediaTypes ?? [];
	const whole = (documented: string, received: string): Judgement[] => [
		{ step, pointer: POINTER, documented, received, ...answerPlace(context, exchange) },
	];
	if (mediaTypes.length === 0) return exchange.body.kind === "none" ? [] : whole("no body", describeBody(exchange));
	if (operation.method === "HEAD") return [];
	if (exchange.body.kind === "none") return whole(`a body of ${mediaTypes.join(" or ")}`, "nothing");
	if (exchange.body.kind === "text") return whole(`a body of ${mediaTypes.join(" or ")}`, describeBody(exchange));
	const violations = bodyViolations(step, context).filter(({ keyword }) => keyword !== "contentMediaType");
	if (violations.length === 0) return [];
	return judgeViolations(violations, step, POINTER, (pointer) => bodyPlace(context, exchange, pointer));
}

/** Several checks look at the same body, each at other rules. */
const found = new WeakMap<Exchange, Violation[]>();

/** The rules that a body breaks. One without a validator breaks the rule that what is not checked does not pass. */
export function bodyViolations({ exchange }: Step, context: CheckContext): Violation[] {
	const known = found.get(exchange);
	if (known !== undefined) return known;
	const violations = validate(exchange, context);
	found.set(exchange, violations);
	return violations;
}

function validate(exchange: Exchange, context: CheckContext): Violation[] {
	const key = statusKey(context, exchange);
	if (key === undefined || exchange.body.kind !== "json") return [];
	const validator = context.api.responseValidators[exchange.operationId]?.[key]?.body;
	if (validator !== undefined) return violationsOf(validator, exchange.body.value);
	return [{ pointer: "", keyword: "schema", expected: "a schema to check it by", received: exchange.body.value }];
}

function describeBody({ body, response }: Exchange): string {
	const length = response?.body?.length ?? 0;
	return body.kind === "text" ? `${length} characters that are no JSON: ${body.reason}` : `${length} characters`;
}
