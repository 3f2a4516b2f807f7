import { placeOfOperation } from "../../../operation/spec-location.ts";
import type { Check } from "../check.ts";

/** The sender goes on without a response that is late. One that never arrives is found by `responded`. */
export const respondedInTime: Check = {
	id: "responded-in-time",
	title: "A receiver responds in the time that the sender waits.",
	step: (step, { api, policy: { receiver } }) => {
		const { operationId, response, elapsed } = step.exchange;
		if (receiver === undefined || response === undefined || elapsed <= receiver.responseTime) return [];
		const documented = `a response in ${receiver.responseTime} ms`;
		return [{ step, pointer: "/response", documented, received: `${elapsed} ms`, ...placeOfOperation(api, operationId) }];
	},
};
