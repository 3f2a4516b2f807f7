import { placeOfResponse } from "../../../operation/spec-location.ts";
import { statusOf } from "../../exchange.ts";
import { type Check, statusResult } from "../check.ts";

export const unknownNotFound: Check = {
	id: "unknown-not-found",
	title: "A request for an unknown resource gets a 404.",
	step: (step, { api }) => {
		if (step.expect.kind !== "unknown" || step.exchange.response === undefined || statusOf(step) === 404) return [];
		const place = placeOfResponse(api, step.exchange.operationId, "404");
		return [statusResult(step, "404, as no resource has this identifier", place)];
	},
};
