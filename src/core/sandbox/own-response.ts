import type { HttpRequest, HttpResponse } from "../operation/http.ts";

/** A response of the sandbox itself, not of the API that it serves: JSON, or nothing. */
export function ownResponse(status: number, body?: unknown): HttpResponse {
	if (body === undefined) return { status, headers: {}, body: null };
	return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

/** Lets the page that sent a request read the response. Only pages that may use the sandbox get this far. */
export function readableByPage({ headers: { origin } }: HttpRequest, response: HttpResponse): HttpResponse {
	if (origin === undefined) return response;
	return { ...response, headers: { ...response.headers, "access-control-allow-origin": origin, vary: "Origin" } };
}
