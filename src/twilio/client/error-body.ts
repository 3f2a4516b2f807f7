import type { ErrorDetails } from "../../core/client/api-error.ts";

/** Reads `{ code, message, more_info, status, details }`, the body of every error of Twilio. Omits members of another type. */
export function readErrorBody(body: unknown): ErrorDetails {
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
