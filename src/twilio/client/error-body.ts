import type { ErrorFacts } from "../../core/client/api-error.ts";

/** Reads `{ code, message, more_info, status, details }`, the body of every error of Twilio's. What is not so is left out. */
export function readErrorBody(body: unknown): ErrorFacts {
	const {
		code,
		message,
		more_info: moreInfo,
		details,
	} = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
	return {
		code: typeof code === "number" ? code : undefined,
		message: typeof message === "string" ? message : undefined,
		moreInfo: typeof moreInfo === "string" ? moreInfo : undefined,
		details,
	};
}
