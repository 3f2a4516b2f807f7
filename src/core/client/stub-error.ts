import { kindOf } from "../operation/value.ts";

/**
 * Why a value that `fetch` returned cannot be read as a response, and what to return instead; undefined if it can be read. It is
 * loaded on demand: only a stub in a test returns less than a response, or the same one twice.
 */
export function unreadableReason(value: unknown): string | undefined {
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
