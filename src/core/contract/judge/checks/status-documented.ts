import { operationOf } from "../../../operation/generated-api.ts";
import { type Check, documentedResponse, responsePlace, statusResult } from "../check.ts";

/** An undocumented status is a failure, whatever its class: clients cannot know what it means. */
export const statusDocumented: Check = {
	id: "status-documented",
	title: "Every response has a documented status.",
	step: (step, context) => {
		const { exchange } = step;
		if (exchange.response === undefined || documentedResponse(context, exchange)) return [];
		const documented = Object.keys(operationOf(context.api, exchange.operationId).responses).join(", ");
		return [statusResult(step, documented, responsePlace(context, exchange))];
	},
};
