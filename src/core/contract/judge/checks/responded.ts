import { placeOfOperation } from "../../../operation/spec-location.ts";
import type { Check } from "../check.ts";

/** Also finds responses that break off, or that do not arrive within the time limit. */
export const responded: Check = {
	id: "responded",
	title: "Every request gets a response.",
	step: (step, { api }) => {
		const { operationId, response, failure } = step.exchange;
		if (response !== undefined) return [];
		const place = placeOfOperation(api, operationId);
		return [{ step, pointer: "/response", documented: "a response", received: failure ?? "none", ...place }];
	},
};
