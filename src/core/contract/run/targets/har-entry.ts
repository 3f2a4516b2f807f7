import type { HttpRequest, HttpResponse } from "../../../operation/http.ts";
import { isRecord } from "../../../operation/is-record.ts";
import { decodeText } from "./text.ts";

/** One entry of an HTTP archive, or the reason why it cannot be read. Times are milliseconds, `started` since 1970. */
export type ReadEntry =
	| { readonly request: HttpRequest; readonly response: HttpResponse; readonly started: number; readonly elapsed: number }
	| { readonly problem: string };

/** Reads one entry of an HTTP archive, from its JSON. Decodes bodies in base64; header names become lower case. */
export function readEntry(bytes: Uint8Array): ReadEntry {
	try {
		return toReadEntry(JSON.parse(new TextDecoder().decode(bytes)));
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

function toReadEntry(entry: unknown): ReadEntry {
	if (!isRecord(entry)) return { problem: "expected an object" };
	const { request, response, startedDateTime, time } = entry;
	if (!isRecord(request)) return { problem: "expected a request" };
	if (!isRecord(response)) return { problem: "expected a response" };
	const { method, url } = request;
	if (typeof method !== "string" || method === "") return { problem: "expected a method in the request" };
	if (typeof url !== "string" || !URL.canParse(url)) return { problem: "expected an absolute address in the request" };
	const status = Number(response.status);
	if (!Number.isInteger(status) || status < 100 || status > 599) {
		return { problem: `expected a status in the response, got ${JSON.stringify(response.status)}` };
	}
	return {
		request: { method: method.toUpperCase(), url, headers: headersOf(request.headers), body: requestBodyOf(request.postData) },
		response: responseOf(status, response),
		started: Date.parse(String(startedDateTime)) || 0,
		elapsed: typeof time === "number" ? time : 0,
	};
}

function responseOf(status: number, response: Readonly<Record<string, unknown>>): HttpResponse {
	const headers = headersOf(response.headers);
	const { text, encoding, mimeType } = isRecord(response.content) ? response.content : {};
	if (typeof text !== "string") return { status, headers, body: null };
	if (typeof mimeType === "string" && mimeType !== "x-unknown") headers["content-type"] ??= mimeType;
	if (encoding !== "base64") return { status, headers, body: text || null };
	return { status, headers, ...decodeText([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]) };
}

function headersOf(list: unknown): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const header of Array.isArray(list) ? list : []) {
		if (!isRecord(header) || typeof header.name !== "string") continue;
		const name = header.name.toLowerCase();
		// Pseudo-headers of HTTP/2: the method, the path and the like.
		if (name.startsWith(":")) continue;
		const value = String(header.value ?? "");
		headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
	}
	return headers;
}

function requestBodyOf(data: unknown): string | null {
	if (!isRecord(data)) return null;
	if (typeof data.text === "string") return data.text;
	if (!Array.isArray(data.params)) return null;
	const form = new URLSearchParams();
	for (const param of data.params) if (isRecord(param)) form.append(String(param.name), String(param.value ?? ""));
	return form.toString();
}
