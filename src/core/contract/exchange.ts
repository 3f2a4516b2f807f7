import type { RequestParts } from "../operation/arguments.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { isRecord } from "../operation/is-record.ts";
import { messageOf } from "../operation/message-of.ts";
import { isSuccess } from "../operation/response.ts";
import type { RequestPart } from "../operation/violation.ts";

/** The expected result of a request, as far as the request alone decides it. */
export type Expectation =
	/** The request is valid and the resource exists. */
	| { readonly kind: "success" }
	/** The credentials are missing or wrong. */
	| { readonly kind: "unauthorized" }
	/** The resource does not exist. */
	| { readonly kind: "unknown" }
	/** The request breaks a rule. */
	| { readonly kind: "rejected"; readonly broken: BrokenRule }
	/** Nothing is expected: the traffic was recorded, or several results are right. */
	| { readonly kind: "any" };

/** The rule of a request that a case breaks. */
export interface BrokenRule {
	readonly part: RequestPart;
	/** The position in that part, as a JSON pointer. */
	readonly pointer: string;
	/** The keyword of JSON Schema. */
	readonly keyword: string;
	/** The value of the keyword; for `required`, the name of the one member. */
	readonly expected: unknown;
}

/** The body of a response, parsed once. */
export type ReceivedBody =
	| { readonly kind: "none" }
	| { readonly kind: "json"; readonly value: unknown }
	/** Text that is not JSON, and the reason. */
	| { readonly kind: "text"; readonly reason: string };

/** A part of an exchange that a recording may not hold. */
export type RecordedPart =
	| "request headers"
	| "request cookies"
	| "request body"
	| "response"
	| "response headers"
	| "response body";

/** One request and its response. */
export interface Exchange {
	readonly operationId: string;
	readonly request: HttpRequest;
	/** The values that the request was encoded from. */
	readonly parts: RequestParts;
	/** Undefined where no response arrived. */
	readonly response: HttpResponse | undefined;
	readonly body: ReceivedBody;
	/** Why no response arrived. */
	readonly failure?: string;
	/** For recorded traffic: the index of its entry in the recording, from 0. */
	readonly entry?: number;
	/** For one of several recordings: its file. */
	readonly recording?: string;
	/** For recorded traffic: the parts that the recording does not hold, or not whole. They are not judged. */
	readonly unrecorded?: readonly RecordedPart[];
	/** When the request was sent, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until the whole response had arrived. */
	readonly elapsed: number;
}

/** The purpose of an exchange within its case. */
export type Role =
	| "prepare"
	| "create"
	| "fetch"
	| "list"
	| "update"
	| "delete"
	| "page"
	| "gone"
	| "untouched"
	| "repeat"
	| "probe";

/** One exchange of a case. */
export interface Step {
	readonly role: Role;
	readonly expect: Expectation;
	readonly exchange: Exchange;
	/** For a page of a list: the paging parameters of its request. */
	readonly page?: PageStep;
}

/** One page of a walk through a list. */
export interface PageStep {
	/** Names the walk that the page belongs to. */
	readonly walk: string;
	readonly order?: "asc" | "desc";
	/** The requested maximum number of items. */
	readonly size?: number;
	/** The walk ended here although more pages may follow, because it reached the page limit. */
	readonly cut?: boolean;
}

/** Deeper than any payload. Recursive checks would overflow the stack on a value that is much deeper. */
const MAX_DEPTH = 1000;

/** Whether JSON is nested deeper than that. Brackets in strings count too, which only makes the test stricter. */
function isTooDeep(text: string): boolean {
	if (text.length <= 2 * MAX_DEPTH) return false;
	let depth = 0;
	for (let index = 0; index < text.length; index++) {
		const character = text[index];
		if (character === "{" || character === "[") depth++;
		else if (character === "}" || character === "]") depth--;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}

/** Parses the body of a response. Text that cannot be judged as JSON comes with the reason; nothing is thrown. */
export function parseBody(response: HttpResponse | undefined): ReceivedBody {
	const text = response?.body;
	if (text === undefined || text === null || text === "") return { kind: "none" };
	if (response?.unreadable !== undefined) return { kind: "text", reason: response.unreadable };
	if (isTooDeep(text)) return { kind: "text", reason: `it is nested more than ${MAX_DEPTH} levels deep` };
	try {
		return { kind: "json", value: JSON.parse(text) };
	} catch (error) {
		return { kind: "text", reason: withoutQuote(messageOf(error)) };
	}
}

/** The message of the parser, without the part of the text that it quotes: that may be a part of a secret. */
function withoutQuote(message: string): string {
	return message.replace(/(?:, )?(?:\.\.\.)?".*is not valid JSON$/s, "") || "it is not valid JSON";
}

/** The status of a step's response; 0 where none arrived. */
export function statusOf({ exchange: { response } }: Step): number {
	return response?.status ?? 0;
}

/** Whether the response of a step has a 2xx status. */
export function succeeded(step: Step): boolean {
	return isSuccess(statusOf(step));
}

/** The response body of a step, if it is a JSON object. */
export function payloadOf({ exchange: { body } }: Step): Readonly<Record<string, unknown>> | undefined {
	return body.kind === "json" && isRecord(body.value) ? body.value : undefined;
}

/** Whether a part of an exchange can be judged: always, except in a recording that does not hold it. */
export function isRecorded({ unrecorded }: Exchange, part: RecordedPart): boolean {
	return unrecorded === undefined || !unrecorded.includes(part);
}
