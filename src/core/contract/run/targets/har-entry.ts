import type { HttpRequest, HttpResponse } from "../../../operation/http.ts";
import { isRecord } from "../../exchange.ts";
import { type DecodedText, decodeText } from "./text.ts";

/** What an entry of an HTTP archive says, or why it says nothing. */
export type ReadEntry =
	| { readonly request: HttpRequest; readonly response: HttpResponse; readonly started: number; readonly elapsed: number }
	| { readonly problem: string };

/** Reads one entry of an HTTP archive. Bodies in base64 are decoded; header names become lower case. */
export function readEntry(bytes: Uint8Array): ReadEntry {
	try {
		return fromEntry(JSON.parse(new TextDecoder().decode(bytes)));
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

function fromEntry(entry: unknown): ReadEntry {
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
		request: { method: method.toUpperCase(), url, headers: headersOf(request.headers), body: postOf(request.postData) },
		response: responseOf(status, response),
		started: Date.parse(String(startedDateTime)) || 0,
		elapsed: typeof time === "number" ? time : 0,
	};
}

function responseOf(status: number, response: Readonly<Record<string, unknown>>): HttpResponse {
	const content = isRecord(response.content) ? response.content : {};
	const headers = headersOf(response.headers);
	const mimeType = content.mimeType;
	const text = typeof content.text === "string" ? content.text : null;
	if (text !== null && headers["content-type"] === undefined && typeof mimeType === "string" && mimeType !== "x-unknown") {
		headers["content-type"] = mimeType;
	}
	if (text === null || text === "") return { status, headers, body: null };
	if (content.encoding !== "base64") return { status, headers, body: text };
	const { text: body, unreadable } = fromBase64(text);
	return { status, headers, body, ...(unreadable !== undefined && { unreadable }) };
}

function headersOf(list: unknown): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const header of Array.isArray(list) ? list : []) {
		if (!isRecord(header) || typeof header.name !== "string") continue;
		const name = header.name.toLowerCase();
		// HTTP/2 has its request line among the headers.
		if (name.startsWith(":")) continue;
		const value = String(header.value ?? "");
		headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
	}
	return headers;
}

function postOf(data: unknown): string | null {
	if (!isRecord(data)) return null;
	if (typeof data.text === "string") return data.text;
	if (!Array.isArray(data.params)) return null;
	const form = new URLSearchParams();
	for (const param of data.params) if (isRecord(param)) form.append(String(param.name), String(param.value ?? ""));
	return form.toString();
}

function fromBase64(text: string): DecodedText {
	return decodeText([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]);
}
