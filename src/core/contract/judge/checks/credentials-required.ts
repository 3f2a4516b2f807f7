import { statusOf } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { placeOfResponse } from "../place.ts";

/**
 * Missing or wrong credentials are refused, with the challenge that HTTP asks for
 * (https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1) where the description has it.
 */
export const credentialsRequired: Check = {
	id: "credentials-required",
	title: "Missing or wrong credentials are refused with 401.",
	step: (step, { api }) => {
		const { operationId, response } = step.exchange;
		if (step.expect.kind !== "unauthorized" || response === undefined) return [];
		const place = placeOfResponse(api, operationId, "401");
		if (statusOf(step) !== 401) {
			return [{ step, pointer: "/response/status", documented: "401", received: String(statusOf(step)), ...place }];
		}
		const documented = Object.keys(api.operations[operationId]?.responses["401"]?.headers ?? {});
		const challenge = documented.find((name) => name.toLowerCase() === "www-authenticate");
		if (challenge === undefined || response.headers["www-authenticate"] !== undefined) return [];
		return [{ step, pointer: "/response/headers/www-authenticate", documented: challenge, received: "nothing", ...place }];
	},
};
