import type { HttpRequest } from "../operation/http.ts";

/** The header of a request that asks for a fault of its own. */
export const FAULT_HEADER = "x-sandbox-fault";

/** Whether a browser asks if a page of another origin may send the request that it is about to send. */
export function isPreflight({ method, headers }: HttpRequest): boolean {
	return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}

/**
 * The headers of a response to a preflight that asks for the fault header: the vendor's, and that one is allowed too. Others
 * stay as they are, so that a page finds out which headers the vendor does not allow.
 */
export function allowFaultHeader(request: HttpRequest, headers: Record<string, string>): Record<string, string> {
	if (!isPreflight(request)) return headers;
	const wanted = request.headers["access-control-request-headers"] ?? "";
	const names = wanted.split(",").map((name) => name.trim().toLowerCase());
	if (!names.includes(FAULT_HEADER)) return headers;
	const allowed = [headers["access-control-allow-headers"], "X-Sandbox-Fault"];
	return { ...headers, "access-control-allow-headers": allowed.filter(Boolean).join(", ") };
}
