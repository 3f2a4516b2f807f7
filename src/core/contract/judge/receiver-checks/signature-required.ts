import { placeOfOperation } from "../../../operation/spec-location.ts";
import { statusOf } from "../../exchange.ts";
import { type Check, statusResult } from "../check.ts";

/** Anybody can send a request to a receiver. */
export const signatureRequired: Check = {
	id: "signature-required",
	title: "A webhook without a right signature is rejected.",
	step: (step, { api }) => {
		const { operationId, response } = step.exchange;
		const status = statusOf(step);
		if (step.expect.kind !== "unauthorized" || response === undefined || (status >= 400 && status < 500)) return [];
		return [statusResult(step, "4XX, as the signature is missing or wrong", placeOfOperation(api, operationId))];
	},
};
