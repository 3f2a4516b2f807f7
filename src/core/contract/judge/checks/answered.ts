import type { Check } from "../check.ts";
import { placeOfOperation } from "../place.ts";

/** A request is answered, with all of the answer, in time. */
export const answered: Check = {
	id: "answered",
	title: "Every request is answered.",
	step: (step, { api }) => {
		const { operationId, response, failure } = step.exchange;
		if (response !== undefined) return [];
		const place = placeOfOperation(api, operationId);
		return [{ step, pointer: "/response", documented: "an answer", received: failure ?? "none", ...place }];
	},
};
