import { placeOfResponse } from "../../../operation/spec-location.ts";
import { statusOf } from "../../exchange.ts";
import { type Check, headerResult, statusResult } from "../check.ts";

/**
 * Where the description has a `WWW-Authenticate` header, the 401 must carry that challenge too
 * (https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1).
 */
export const credentialsRequired: Check = {
	id: "credentials-required",
	title: "Missing or wrong credentials are rejected with 401.",
	step: (step, { api }) => {
		const { operationId, response } = step.exchange;
		if (step.expect.kind !== "unauthorized" || response === undefined) return [];
		const place = placeOfResponse(api, operationId, "401");
		if (statusOf(step) !== 401) return [statusResult(step, "401", place)];
		const documented = Object.keys(api.payloads.operations[operationId]?.responses["401"]?.headers.descriptors ?? {});
		const challenge = documented.find((name) => name.toLowerCase() === "www-authenticate");
		if (challenge === undefined || response.headers["www-authenticate"] !== undefined) return [];
		return [headerResult(step, challenge, challenge, "nothing", place)];
	},
};
