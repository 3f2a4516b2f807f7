import { statusOf } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { placeOfResponse } from "../place.ts";

/** What was never created is not there. */
export const unknownNotFound: Check = {
	id: "unknown-not-found",
	title: "An unknown resource is answered with 404.",
	step: (step, { api }) => {
		if (step.expect.kind !== "unknown" || step.exchange.response === undefined || statusOf(step) === 404) return [];
		const received = String(statusOf(step));
		const place = placeOfResponse(api, step.exchange.operationId, "404");
		return [{ step, pointer: "/response/status", documented: "404, as nothing has this identifier", received, ...place }];
	},
};
