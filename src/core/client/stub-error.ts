import { kindOf } from "../operation/value.ts";
import { ClientError, type ErrorContext } from "./errors.ts";
import { joinOutcomes } from "./outcome.ts";

/**
 * Makes the error of a value that `fetch` returned and that cannot be read as a response; undefined if it can be read. A retry
 * would get the same. It is loaded on demand: only a stub in a test returns less than a response, or the same one twice.
 *
 * @param context its outcome is the one of the attempts before
 */
export function stubError(value: unknown, context: ErrorContext): ClientError | undefined {
	const reason = unreadableReason(value);
	return reason === undefined
		? undefined
		: new ClientError(reason, { ...context, outcome: joinOutcomes(context.outcome, "unknown") });
}

/** Why a value cannot be read, and what to return instead. */
function unreadableReason(value: unknown): string | undefined {
	const { status, headers, body, bodyUsed, arrayBuffer } = Object(value) as Partial<Response>;
	if (bodyUsed) return "fetch returned a Response whose body was already read: return a new one for each request";
	const present = {
		status: Number.isInteger(status),
		headers: typeof headers?.get === "function",
		body: Boolean(body) || typeof arrayBuffer === "function",
	};
	const missing = Object.entries(present).flatMap(([name, isPresent]) => (isPresent ? [] : [name]));
	if (missing.length === 0) return undefined;
	const without = Object(value) === value ? ` without ${missing.join(", ")}` : "";
	return `fetch returned ${kindOf(value)}${without} instead of a Response: return one, such as Response.json({ … })`;
}
