import { operationOf } from "../../../operation/generated-api.ts";
import { decodeHeaders } from "../../../operation/request.ts";
import { placeWithin } from "../../../operation/spec-location.ts";
import { violationsOf } from "../../../operation/violation.ts";
import { type Check, judgeViolations, responsePlace, statusKey } from "../check.ts";

export const responseHeaders: Check = {
	id: "response-headers",
	title: "Documented headers match their schemas; required ones are present.",
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
		const outer = responsePlace(context, exchange);
		return judgeViolations(violations, step, "/response/headers", (pointer) =>
			placeWithin(context.api, part, pointer, outer),
		).map((result) => ({ ...result, pointer: result.pointer.toLowerCase() }));
	},
};
