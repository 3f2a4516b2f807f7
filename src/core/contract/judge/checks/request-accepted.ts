import { operationOf } from "../../../operation/generated-api.ts";
import { successStatuses } from "../../../operation/response.ts";
import { placeOfOperation } from "../../../operation/spec-location.ts";
import { succeeded } from "../../exchange.ts";
import { type Check, statusResult } from "../check.ts";

/** Valid: it breaks no documented rule, and the resource exists. */
export const requestAccepted: Check = {
	id: "request-accepted",
	title: "A valid request succeeds.",
	step: (step, { api }) => {
		const { operationId, response } = step.exchange;
		if (step.expect.kind !== "success" || response === undefined || succeeded(step)) return [];
		const documented = `${successStatuses(operationOf(api, operationId)).join(" or ")}, as the request is valid`;
		return [statusResult(step, documented, placeOfOperation(api, operationId))];
	},
};
