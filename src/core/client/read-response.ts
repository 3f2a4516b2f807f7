import { acceptOf } from "../operation/request.ts";
import { documentedStatus } from "../operation/response.ts";
import { parseRetryAfter } from "../operation/retry-after.ts";
import { type ApiError, apiErrorClass } from "./api-error.ts";
import { type ClientResponse, contextOf, redactSecrets, requestIdOf } from "./client-request.ts";
import { sanitizeError } from "./connection-error.ts";
import { ResponseError, type ResponseProblem } from "./errors.ts";

const PREVIEW_LENGTH = 512;

/** Fails for invalid UTF-8, which must not be taken for the text that was sent. */
const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

/** A response with its payload, or with the error that its status stands for. */
export interface CallResult {
	readonly response: ClientResponse;
	readonly payload?: unknown;
	readonly failure?: ApiError;
}

/**
 * Reads a response.
 *
 * @throws {ResponseError} where it is a redirect, or a success that cannot be the documented one
 */
export function readResult(response: ClientResponse): CallResult {
	const { status } = response;
	if (status >= 200 && status < 300) return { response, payload: readSuccess(response) };
	// Browsers hide the status of a redirect behind a 0.
	if (status < 400) throw responseError(response, "redirect", `redirected (${status}), which is not followed`);
	return { response, failure: readFailure(response) };
}

/** @returns the payload; undefined where the operation documents none */
function readSuccess(response: ClientResponse): unknown {
	const { request, status, headers, bytes } = response;
	const { responses } = request.operation;
	// An undocumented success is read like the documented one.
	const documented = documentedStatus(request.operation, status);
	const mediaTypes = responses[documented ?? Object.keys(responses)[0] ?? ""] ?? [];
	const mediaType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || "no content type";
	if (mediaTypes.length === 0) {
		// An undocumented success with a body probably comes from a proxy.
		const empty = bytes.length === 0 && response.broken === undefined;
		if (documented !== undefined || empty || acceptOf(request.operation).split(", ").includes(mediaType)) return undefined;
		throw responseError(response, "content-type", `expected no body, got ${mediaType}`);
	}
	if (response.tooLarge) throw responseError(response, "too-large", "the response is larger than maxResponseBytes");
	if (response.broken !== undefined) {
		throw responseError(response, "truncated", `the response broke off after ${bytes.length} bytes`);
	}
	if (bytes.length === 0) throw responseError(response, "empty", "the response is empty");
	if (!mediaTypes.includes(mediaType)) {
		throw responseError(response, "content-type", `expected ${mediaTypes.join(" or ")}, got ${mediaType}`);
	}
	try {
		return JSON.parse(strict.decode(bytes));
	} catch {
		// The parser's own error quotes the text.
		throw responseError(response, "invalid-json", "the response is not JSON");
	}
}

function readFailure(response: ClientResponse): ApiError {
	const { request, status, headers, attempts, outcome } = response;
	const { config, now } = request.options;
	const { code, message = "without a reason", moreInfo, details } = config.readError(parseError(response));
	const text = `${status} ${redactSecrets(request, message)}${code === undefined ? "" : ` (code ${code})`}`;
	return new (apiErrorClass(status))(text, contextOf(request, attempts, outcome), {
		status,
		code,
		moreInfo: moreInfo && redactSecrets(request, moreInfo),
		requestId: requestIdOf(response),
		retryAfter: parseRetryAfter(headers, now),
		details,
		preview: previewOf(response),
	});
}

/** The body of an error: parsed if it is JSON, otherwise its text. */
export function parseError({ bytes }: ClientResponse): unknown {
	const text = lenient.decode(bytes);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Makes the error of an unusable response. */
export function responseError(
	response: ClientResponse,
	problem: ResponseProblem,
	message: string,
	hidden?: Pick<ResponseError, "violations" | "payload">,
): ResponseError {
	const { request, status, attempts, outcome, broken } = response;
	const context = { ...contextOf(request, attempts, outcome), status, requestId: requestIdOf(response) };
	const redact = (text: string) => redactSecrets(request, text);
	const preview = previewOf(response);
	return new ResponseError(problem, redact(message), context, { ...hidden, preview }, sanitizeError(broken, redact));
}

function previewOf({ bytes }: ClientResponse): string {
	return lenient.decode(bytes.subarray(0, PREVIEW_LENGTH));
}
