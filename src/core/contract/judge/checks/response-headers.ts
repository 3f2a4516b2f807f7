import { decodeHeaders } from "../../../operation/request.ts";
import { placeWithin } from "../../../operation/spec-location.ts";
import { violationsOf } from "../../../operation/violation.ts";
import { isRecorded } from "../../exchange.ts";
import { type Check, documentedResponse, judgeViolations, responsePlace } from "../check.ts";

export const responseHeaders: Check = {
	id: "response-headers",
	title: "Documented headers match their schemas; required ones are present.",
	step: (step, context) => {
		const { operationId } = step.exchange;
		const documented = documentedResponse(context, step.exchange);
		if (documented === undefined || !isRecorded(step.exchange, "response headers")) return [];
		const { response, status, payloads } = documented;
		const validator = context.api.responseValidators[operationId]?.[status]?.headers;
		if (validator === undefined) throw new Error(`${operationId} ${status}: no validator for the headers`);
		const violations = violationsOf(validator, decodeHeaders(payloads?.headers.descriptors ?? {}, response.headers));
		return judgeViolations(violations, step, "/response/headers", (pointer) =>
			placeWithin(context.api, payloads?.headers, pointer, responsePlace(context, step.exchange)),
		).map((result) => ({ ...result, pointer: result.pointer.toLowerCase() }));
	},
};
