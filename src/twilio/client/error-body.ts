import type { ErrorDetails } from "../../core/client/api-error.ts";

/** Reads `{ code, message, more_info, status, details }`, the body of every error of Twilio. Omits members of another type. */
export function readErrorBody(body: unknown): ErrorDetails {
	const { code, message, more_info: moreInfo, details } = Object(body) as Record<string, unknown>;
	const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
	return { code: typeof code === "number" ? code : undefined, message: textOf(message), moreInfo: textOf(moreInfo), details };
}
