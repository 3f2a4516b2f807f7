import { operationOf } from "../../../operation/generated-api.ts";
import { statusOf, succeeded } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { placeOfOperation } from "../place.ts";

/** A request that breaks no documented rule, for something that is there, succeeds. */
export const requestAccepted: Check = {
	id: "request-accepted",
	title: "A valid request succeeds.",
	step: (step, { api }) => {
		const { operationId, response } = step.exchange;
		if (step.expect.kind !== "success" || response === undefined || succeeded(step)) return [];
		const successes = Object.keys(operationOf(api, operationId).responses).filter((status) => status.startsWith("2"));
		const documented = `${successes.join(" or ")}, as the request is valid`;
		const received = String(statusOf(step));
		return [{ step, pointer: "/response/status", documented, received, ...placeOfOperation(api, operationId) }];
	},
};
