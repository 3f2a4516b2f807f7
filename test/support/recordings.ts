import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { type GeneratedApi, operationOf } from "../../src/core/operation/generated-api.ts";
import type { HttpRequest, HttpResponse } from "../../src/core/operation/http.ts";
import { encodeRequest } from "../../src/core/operation/request.ts";
import { encodeValue } from "../../src/core/operation/value.ts";

/** A documented request with its documented response. */
export interface DocumentedExchange {
	readonly name: string;
	readonly operationId: string;
	readonly request: HttpRequest;
	readonly response: HttpResponse;
}

/** An exchange for each documented example of a response. */
export function documentedExchanges(api: GeneratedApi): DocumentedExchange[] {
	return Object.entries(api.payloads.operations).flatMap(
		([operationId, { parameterExamples, examples: requests, responses }]) => {
			const operation = operationOf(api, operationId);
			const path = Object.fromEntries(
				Object.entries(parameterExamples).filter(([name]) => operation.parameters[name]?.in === "path"),
			);
			return Object.entries(responses).flatMap(([status, { headers, examples, headerExamples }]) => {
				const bodies = Object.keys(examples).length > 0 ? Object.entries(examples) : [["", undefined] as const];
				const answered = Object.entries(headers.descriptors).map(
					([name, descriptor]) => [name.toLowerCase(), encodeValue(descriptor, headerExamples[name]).join(",")] as const,
				);
				return bodies.map(([name, body]): DocumentedExchange => {
					const sent = (requests[name] ?? Object.values(requests)[0]) as Record<string, unknown> | undefined;
					const type = body === undefined ? [] : [["content-type", "application/json; charset=utf-8"]];
					return {
						name: `${operationId} ${status} ${name}`,
						operationId,
						request: encodeRequest(operation, { path, ...(sent && { body: sent }) }),
						response: {
							// `4XX` and `default` are no statuses.
							status: Number(status.replace("XX", "00").replace("default", "500")),
							headers: Object.fromEntries([["date", "Thu, 01 Jan 2026 00:00:00 GMT"], ...type, ...answered]),
							body: body === undefined ? null : JSON.stringify(body),
						},
					};
				});
			});
		},
	);
}

/** An HTTP archive of entries. */
export function har(entries: readonly unknown[], creator = "test"): string {
	return JSON.stringify({ log: { version: "1.2", creator: { name: creator, version: "1" }, entries } });
}

/** A program that records traffic: the form in which it writes an exchange, and the bodies that this form holds. */
export interface RecordingTool {
	readonly holds: readonly ("request" | "response")[];
	entry(request: HttpRequest, response: HttpResponse): unknown;
}

type Json = Readonly<Record<string, unknown>>;

const BOTH = ["request", "response"] as const;
const FORM = "application/x-www-form-urlencoded";

const sizeOf = (body: string | null) => Buffer.byteLength(body ?? "");
const pairs = (headers: HttpRequest["headers"]) => Object.entries(headers).map(([name, value]) => ({ name, value }));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const mimeTypeOf = ({ headers }: HttpRequest | HttpResponse) => headers["content-type"] ?? "";
/** The fields of a form, as they were before they were encoded. */
const fieldsOf = ({ body }: HttpRequest) => [...new URLSearchParams(body ?? "")].map(([name, value]) => ({ name, value }));
/** The fields of a form, as they were sent. */
const rawFieldsOf = ({ body }: HttpRequest) =>
	(body ?? "").split("&").map((field) => ({ name: field.replace(/=.*/s, ""), value: field.replace(/^[^=]*=/, "") }));

interface Differences {
	readonly request?: (request: HttpRequest) => Json;
	readonly postData?: (request: HttpRequest) => Json;
	readonly response?: (response: HttpResponse) => Json;
	readonly content?: (response: HttpResponse) => Json;
}

/** A tool that writes everything, except for the differences. A member that is undefined is left out. */
function tool(holds: RecordingTool["holds"], differences: Differences = {}): RecordingTool {
	return {
		holds,
		entry: (request, response) => ({
			startedDateTime: "2026-01-01T00:00:00.000Z",
			time: 12.5,
			request: {
				method: request.method,
				url: request.url,
				httpVersion: "HTTP/1.1",
				cookies: [],
				headers: [{ name: "Host", value: new URL(request.url).host }, ...pairs(request.headers)],
				queryString: [],
				headersSize: -1,
				bodySize: sizeOf(request.body),
				...(request.body !== null && {
					postData: { mimeType: mimeTypeOf(request), text: request.body, ...differences.postData?.(request) },
				}),
				...differences.request?.(request),
			},
			response: {
				status: response.status,
				statusText: "",
				httpVersion: "HTTP/1.1",
				cookies: [],
				headers: pairs(response.headers),
				redirectURL: "",
				headersSize: -1,
				bodySize: sizeOf(response.body),
				content: {
					size: sizeOf(response.body),
					mimeType: mimeTypeOf(response) || "x-unknown",
					...(response.body !== null && { text: response.body }),
					...differences.content?.(response),
				},
				...differences.response?.(response),
			},
			cache: {},
			timings: { send: 0.1, wait: 10, receive: 2.4 },
		}),
	};
}

const chrome: Differences = {
	request: (request) => ({
		httpVersion: "http/2.0",
		headers: [{ name: ":method", value: request.method }, { name: ":scheme", value: "https" }, ...pairs(request.headers)],
	}),
	postData: (request) => (mimeTypeOf(request) === FORM ? { params: rawFieldsOf(request) } : {}),
	response: () => ({ bodySize: -1, _transferSize: 700, _error: null }),
};

/** What Playwright leaves out in its mode `minimal`. */
const minimal = { request: () => ({ bodySize: -1 }), response: () => ({ bodySize: -1 }) };
const playwrightFields = (request: HttpRequest) => (mimeTypeOf(request) === FORM ? fieldsOf(request) : []);

function playwright(isMinimal: boolean, stored: (body: string | null) => Json): Differences {
	return {
		...(isMinimal && minimal),
		postData: (request) => ({ params: playwrightFields(request), ...stored(request.body) }),
		content: ({ body }) => ({ ...(isMinimal && { size: -1 }), ...(body !== null && stored(body)) }),
	};
}

function compressed(coding: string, compress: (bytes: string) => Uint8Array): RecordingTool {
	return tool(BOTH, {
		response: ({ headers, body }) => ({
			headers: pairs({ ...headers, ...(body !== null && { "content-encoding": coding }) }),
			bodySize: body === null ? 0 : compress(body).length,
		}),
		content: ({ body }) => (body === null ? {} : { text: base64(compress(body)), encoding: "base64" }),
	});
}

/** The tools by name. */
export const RECORDING_TOOLS: Readonly<Record<string, RecordingTool>> = {
	"Chrome DevTools": tool(BOTH, chrome),
	"Chrome DevTools, without content": tool(["request"], { ...chrome, content: () => ({ text: undefined }) }),
	"Chrome DevTools, without post data": tool(["response"], {
		...chrome,
		request: (request) => ({ ...chrome.request?.(request), postData: undefined }),
	}),
	Firefox: tool(BOTH, {
		postData: (request) => ({ params: mimeTypeOf(request) === FORM ? fieldsOf(request) : [] }),
		content: ({ body }) => ({ text: body ?? "" }),
	}),
	"Firefox, bodies cut off": tool(["request"], {
		content: ({ body }) =>
			body === null ? {} : { text: body.slice(0, body.length / 2), comment: "Response has been truncated" },
	}),
	"Firefox, bodies cut off without a size": tool(["request"], {
		content: ({ body }) =>
			body === null ? {} : { size: -1, text: body.slice(0, body.length / 2), comment: "Response has been truncated" },
	}),
	"Firefox, with the headers of the form": tool(BOTH, {
		request: ({ body }) => ({ bodySize: sizeOf(body) + 66 }),
		postData: ({ body, headers }) =>
			headers["content-type"] === FORM ? { text: `Content-Type: ${FORM}\r\nContent-Length: 9\r\n\r\n${body}` } : {},
	}),
	"Firefox, without bodies": tool([], {
		postData: () => ({ text: undefined, comment: "Request body is not included." }),
		content: () => ({ text: undefined, comment: "Response body is not included." }),
	}),
	"Playwright, embed": tool(
		BOTH,
		playwright(false, (text) => ({ text })),
	),
	// The fields of a form are written in every mode.
	"Playwright, attach": tool(
		[],
		playwright(false, () => ({ text: undefined, _file: "0a1b.json" })),
	),
	"Playwright, omit": tool(
		[],
		playwright(false, () => ({ text: undefined })),
	),
	"Playwright, embed, minimal": tool(
		BOTH,
		playwright(true, (text) => ({ text })),
	),
	"Playwright, attach, minimal": tool(
		[],
		playwright(true, () => ({ text: undefined, _file: "0a1b.json" })),
	),
	"Playwright, omit, minimal": tool(
		[],
		playwright(true, () => ({ text: undefined })),
	),
	Charles: tool(BOTH, {
		response: ({ headers, body }) => ({
			headers: pairs({ ...headers, ...(body !== null && { "content-encoding": "gzip" }) }),
			bodySize: body === null ? 0 : gzipSync(body).length,
		}),
		content: ({ body }) => (body === null ? {} : { text: base64(Buffer.from(body)), encoding: "base64" }),
	}),
	"Fiddler, gzip": compressed("gzip", (body) => gzipSync(body)),
	"Fiddler, gzip within deflate": compressed("x-gzip, Deflate", (body) => deflateSync(gzipSync(body))),
	"Fiddler, deflate": compressed("deflate", (body) => deflateSync(body)),
	"Fiddler, raw deflate": compressed("deflate", (body) => deflateRawSync(body)),
	"Fiddler, br": compressed("br", (body) => brotliCompressSync(body)),
	"a proxy that writes compressed bytes as text": tool([], {
		request: ({ headers }) => ({ headers: pairs({ ...headers, "content-encoding": "gzip" }) }),
		postData: ({ body }) => ({ text: gzipSync(body ?? "").toString() }),
		response: ({ headers }) => ({ headers: pairs({ ...headers, "content-encoding": "gzip" }) }),
		content: ({ body }) => (body === null ? {} : { text: gzipSync(body).toString() }),
	}),
	"Fiddler, cut off within gzip": tool(["request"], {
		response: ({ headers }) => ({ headers: pairs({ ...headers, "content-encoding": "gzip" }) }),
		content: ({ body }) => (body === null ? {} : { text: base64(gzipSync(body).subarray(0, -12)), encoding: "base64" }),
	}),
	"Fiddler, a coding that is not known": tool(["request"], {
		response: ({ headers }) => ({ headers: pairs({ ...headers, "content-encoding": "zstd" }) }),
		content: ({ body }) => (body === null ? {} : { text: base64(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1])), encoding: "base64" }),
	}),
	Insomnia: tool(BOTH, {
		request: ({ headers }) => ({
			headers: pairs(headers).filter(({ name }) => name !== "content-type"),
			bodySize: -1,
		}),
		postData: (request) => (mimeTypeOf(request) === FORM ? { params: fieldsOf(request), text: "" } : {}),
		response: () => ({ bodySize: -1 }),
	}),
	"Insomnia, without headers": tool(BOTH, {
		request: () => ({ headers: [] }),
		response: () => ({ headers: [] }),
	}),
	"a minimum of members": {
		holds: BOTH,
		entry: ({ method, url, headers, body }, { status, headers: received, body: content }) => ({
			request: { method, url, headers: pairs(headers), ...(body !== null && { postData: { text: body } }) },
			response: { status, headers: pairs(received), content: content === null ? {} : { text: content } },
		}),
	},
	"an exchange without a response": tool([], {
		response: () => ({ status: 0, headers: [], content: { size: 0, mimeType: "" } }),
	}),
};

/** Replaces every text in a JSON value, and every field of a form, as tools do that take the secrets out of a recording. */
export function sanitise({ name, operationId, request, response }: DocumentedExchange, mask: string): DocumentedExchange {
	const maskJson = (body: string) =>
		JSON.stringify(JSON.parse(body), (_, value: unknown) =>
			typeof value === "string" || typeof value === "number" ? mask : value,
		);
	const maskForm = (body: string) => body.replace(/(?<==)[^&]*/g, encodeURIComponent(mask));
	const sent = request.body && (mimeTypeOf(request) === FORM ? maskForm(request.body) : maskJson(request.body));
	return {
		name,
		operationId,
		request: { ...request, body: sent },
		response: { ...response, body: response.body && maskJson(response.body) },
	};
}
