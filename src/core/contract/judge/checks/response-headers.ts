import { operationOf } from "../../../operation/generated-api.ts";
import { decodeHeaders } from "../../../operation/request.ts";
import { violationsOf } from "../../../operation/violation.ts";
import { answerPlace, type Check, judgeViolations, statusKey } from "../check.ts";
import { placeWithin } from "../place.ts";

/** A documented header that is there keeps its schema; one that is required is there. */
export const responseHeaders: Check = {
	id: "response-headers",
	title: "Documented headers keep their schemas; required ones are there.",
	step: (step, context) => {
		const { exchange } = step;
		const { operationId, response } = exchange;
		const key = statusKey(context, exchange);
		if (response === undefined || key === undefined) return [];
		const documented = operationOf(context.api, operationId).responses[key]?.headers ?? {};
		const validator = context.api.responseValidators[operationId]?.[key]?.headers;
		if (validator === undefined) throw new Error(`${operationId} ${key}: no validator for the headers`);
		const violations = violationsOf(validator, decodeHeaders(documented, response.headers));
		if (violations.length === 0) return [];
		const part = context.api.payloads.operations[operationId]?.responses[key]?.headers;
		const outer = answerPlace(context, exchange);
		return judgeViolations(violations, step, "/response/headers", (pointer) =>
			placeWithin(context.api, part, pointer, outer),
		).map((judgement) => ({ ...judgement, pointer: judgement.pointer.toLowerCase() }));
	},
};
