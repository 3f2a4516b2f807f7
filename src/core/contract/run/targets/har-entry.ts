import { show } from "../../../operation/describe-rule.ts";
import type { HttpRequest, HttpResponse } from "../../../operation/http.ts";
import { isRecord } from "../../../operation/is-record.ts";
import type { RecordedPart } from "../../exchange.ts";
import { isReplaced } from "../../judge/replaced.ts";
import { hadBody, isLeftOut, NO_BODY, type RecordedBody, readBody, toSize } from "./har-body.ts";
import { readParams } from "./har-params.ts";

/** One exchange of an HTTP archive. Times are milliseconds, `started` since 1970. */
export interface RecordedEntry {
	readonly request: HttpRequest;
	/** Undefined if none was recorded. */
	readonly response: HttpResponse | undefined;
	/** The parts that the entry does not hold. */
	readonly unrecorded: readonly RecordedPart[];
	readonly started: number;
	readonly elapsed: number;
}

/** One entry of an HTTP archive, or the reason why it cannot be read. */
export type ReadEntry = RecordedEntry | { readonly problem: string };

type Json = Readonly<Record<string, unknown>>;

/** Reads one entry of an HTTP archive, from its JSON. Decodes bodies; header names become lower case. */
export function readEntry(bytes: Uint8Array): ReadEntry {
	try {
		return toReadEntry(JSON.parse(new TextDecoder().decode(bytes)));
	} catch {
		// The message of the parser would quote the entry, secrets included.
		return { problem: "it is not JSON" };
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
	// 0 and -1 stand for a response that never came, or was not recorded.
	const isMissing = status === 0 || status === -1;
	if (!isMissing && (!Number.isInteger(status) || status < 100 || status > 599)) {
		return { problem: `expected a status in the response, got ${show(response.status)}` };
	}
	const unrecorded: RecordedPart[] = [];
	const sent = readRequest(method.toUpperCase(), url, request, unrecorded);
	return {
		request: sent,
		response: isMissing ? undefined : readResponse(status, sent.method, response, unrecorded),
		unrecorded: isMissing ? ["response"] : unrecorded,
		started: Date.parse(String(startedDateTime)) || 0,
		elapsed: typeof time === "number" ? time : 0,
	};
}

function readRequest(method: string, url: string, request: Json, unrecorded: RecordedPart[]): HttpRequest {
	const headers = readHeaders(request.headers, "request headers", unrecorded);
	const { mimeType } = isRecord(request.postData) ? request.postData : {};
	if (typeof mimeType === "string" && mimeType !== "") headers["content-type"] ??= mimeType;
	if (headers.cookie === undefined) {
		const cookies = readPairs(request.cookies).map(([name, value]) => `${name}=${value}`);
		// Tools that take secrets out of a recording take the cookies out, too.
		if (cookies.length > 0) headers.cookie = cookies.join("; ");
		else unrecorded.push("request cookies");
	}
	const read = readRecordedBody(method, request, headers);
	if (read === undefined) unrecorded.push("request body");
	return { method, url, headers, body: read?.body ?? null };
}

/** Some browsers write the headers of a form that a page submits before its fields. */
const BODY_HEADERS = /^(?:Content-[\w-]+: [^\r\n]*\r\n)+\r\n/i;

/** The methods whose requests usually have no body. */
const BODILESS = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);

function readRecordedBody(method: string, { postData, bodySize }: Json, headers: HttpRequest["headers"]): RecordedBody {
	const { text, params, ...others } = isRecord(postData) ? postData : {};
	const sizes = [bodySize, headers["content-length"]];
	const size = toSize(bodySize) ?? toSize(headers["content-length"]);
	if (typeof text === "string" && text !== "") {
		const read = readBody({ text, ...others }, headers["content-encoding"], size);
		return read?.body ? { ...read, body: read.body.replace(BODY_HEADERS, "") } : read;
	}
	if (Array.isArray(params) && params.length > 0) {
		const form = readParams(readPairs(params), size);
		return form === undefined ? undefined : { body: form };
	}
	if (isLeftOut(others)) return undefined;
	return (hadBody(sizes) ?? !BODILESS.has(method)) ? undefined : NO_BODY;
}

function readResponse(status: number, method: string, response: Json, unrecorded: RecordedPart[]): HttpResponse {
	const headers = readHeaders(response.headers, "response headers", unrecorded);
	const content = isRecord(response.content) ? response.content : {};
	const { mimeType } = content;
	if (typeof mimeType === "string" && mimeType !== "" && mimeType !== "x-unknown") headers["content-type"] ??= mimeType;
	const read = readContent(content, response.bodySize, headers, isBodiless(status, method));
	if (read === undefined) unrecorded.push("response body");
	return { status, headers, body: null, ...read };
}

/** Whether a response has no body, by the rules of HTTP (RFC 9110, 6.4.1). */
function isBodiless(status: number, method: string): boolean {
	return method === "HEAD" || status < 200 || status === 204 || status === 304;
}

function readContent(
	{ text, size, ...others }: Json,
	bodySize: unknown,
	headers: HttpResponse["headers"],
	mayBeMissing: boolean,
): RecordedBody {
	const coding = headers["content-encoding"];
	const length = headers["content-length"];
	if (typeof text === "string" && text !== "") {
		// The length of a compressed body says nothing about its text.
		return readBody({ text, ...others }, coding, toSize(size) ?? (coding === undefined ? toSize(length) : undefined));
	}
	if (mayBeMissing) return NO_BODY;
	if (isLeftOut(others)) return undefined;
	if (text === "" && size === 0) return NO_BODY;
	return hadBody([size, bodySize, length]) === false ? NO_BODY : undefined;
}

/** Every message has headers, so that none means that they were not recorded. */
function readHeaders(list: unknown, part: RecordedPart, unrecorded: RecordedPart[]): Record<string, string> {
	const pairs = readPairs(list);
	if (pairs.length === 0) unrecorded.push(part);
	const headers: Record<string, string> = {};
	for (const [written, value] of pairs) {
		const name = written.toLowerCase();
		// Pseudo-headers of HTTP/2: the method, the path and the like.
		if (name.startsWith(":")) continue;
		// The member `mimeType` says it, too.
		if (name === "content-type" && (value === "" || isReplaced(value))) continue;
		headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
	}
	return headers;
}

/** The names and values of a list; what has no name is left out. */
function readPairs(list: unknown): [name: string, value: string][] {
	return (Array.isArray(list) ? list : []).flatMap((pair): [string, string][] =>
		isRecord(pair) && typeof pair.name === "string" ? [[pair.name, String(pair.value ?? "")]] : [],
	);
}
