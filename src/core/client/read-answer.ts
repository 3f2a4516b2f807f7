import { acceptOf } from "../operation/request.ts";
import { documentedStatus } from "../operation/response.ts";
import { type ApiError, apiErrorClass } from "./api-error.ts";
import { type Answer, contextOf, redact, requestIdOf } from "./call.ts";
import { plainError } from "./connection.ts";
import { ResponseError, type ResponseProblem } from "./errors.ts";
import { outcomeOf, retryAfter } from "./retry.ts";

const PREVIEW_LENGTH = 512;

/** Fatal, so that broken text is not mistaken for what was written. */
const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

/**
 * Reads the body of a success.
 *
 * @returns the payload; undefined where the operation documents none
 * @throws {ResponseError} for an answer that cannot be taken for the documented one
 */
export function readSuccess(answer: Answer): unknown {
	const { call, status, headers, bytes } = answer;
	const { responses } = call.operation;
	// A success that is not documented is read like the one that is.
	const documented = documentedStatus(call.operation, status);
	const mediaTypes = responses[documented ?? Object.keys(responses)[0] ?? ""]?.mediaTypes ?? [];
	const mediaType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
	if (mediaTypes.length === 0) {
		// What nobody described may come from somebody in between, who knows nothing of the operation.
		const empty = bytes.length === 0 && answer.broken === undefined;
		if (documented !== undefined || empty || acceptOf(call.operation).split(", ").includes(mediaType)) return undefined;
		throw responseError(answer, "content-type", `expected no body, got ${mediaType || "no content type"}`);
	}
	if (answer.tooLarge) throw responseError(answer, "too-large", "the answer is larger than maxResponseBytes");
	if (answer.broken !== undefined) throw responseError(answer, "truncated", `the answer broke off after ${bytes.length} bytes`);
	if (bytes.length === 0) throw responseError(answer, "empty", "the answer is empty");
	if (!mediaTypes.includes(mediaType)) {
		throw responseError(answer, "content-type", `expected ${mediaTypes.join(" or ")}, got ${mediaType || "no content type"}`);
	}
	try {
		return JSON.parse(strict.decode(bytes));
	} catch {
		// The parser's own error quotes what it read.
		throw responseError(answer, "invalid-json", "the answer is not JSON");
	}
}

/** Makes the error that an answer stands for that is no success: one of the service's, or one about a redirect. */
export function readFailure(answer: Answer): ApiError | ResponseError {
	const { call, status, headers, attempts } = answer;
	// A status of 0 is how a browser hides that of a redirect.
	if (status < 400) return responseError(answer, "redirect", `redirected (${status}), which is not followed`);
	const { setup, now } = call.settings;
	const facts = setup.readError(parseError(answer));
	const code = facts.code === undefined ? "" : ` (code ${facts.code})`;
	const message = `${status} ${redact(call, facts.message ?? "without a reason")}${code}`;
	const details = {
		...facts,
		moreInfo: facts.moreInfo && redact(call, facts.moreInfo),
		status,
		requestId: requestIdOf(answer),
		retryAfter: retryAfter(headers, now),
		preview: previewOf(answer),
	};
	return new (apiErrorClass(status))(message, contextOf(call, attempts, outcomeAfter(answer)), details);
}

/** The body of an error: parsed if it is JSON, as text if not. */
export function parseError({ bytes }: Answer): unknown {
	const text = lenient.decode(bytes);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Makes the error for an answer that cannot be used. */
export function responseError(
	answer: Answer,
	problem: ResponseProblem,
	message: string,
	hidden?: Pick<ResponseError, "violations" | "payload">,
): ResponseError {
	const { call, status, attempts, broken } = answer;
	const context = { ...contextOf(call, attempts, outcomeAfter(answer)), status, requestId: requestIdOf(answer) };
	return new ResponseError(
		problem,
		redact(call, message),
		context,
		{ ...hidden, preview: previewOf(answer) },
		plainError(broken, (text) => redact(call, text)),
	);
}

/** What an earlier attempt may have done, an error does not undo. */
function outcomeAfter({ status, uncertain }: Answer) {
	return uncertain && status >= 300 ? "unknown" : outcomeOf(status);
}

function previewOf({ bytes }: Answer): string {
	return lenient.decode(bytes.subarray(0, PREVIEW_LENGTH));
}
