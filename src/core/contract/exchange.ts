import type { RequestParts } from "../operation/arguments.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";

/** What an exchange is expected to come to, judging by the request alone. */
export type Expectation =
	/** A valid request for something that is there. */
	| { readonly kind: "success" }
	/** Credentials that are missing or wrong. */
	| { readonly kind: "unauthorized" }
	/** A resource that is not there. */
	| { readonly kind: "unknown" }
	/** A request that breaks a rule. */
	| { readonly kind: "refused"; readonly broken: BrokenRule }
	/** Recorded traffic, of which nothing is known. */
	| { readonly kind: "any" };

/** The rule of a request that a case breaks. */
export interface BrokenRule {
	readonly part: keyof RequestParts;
	/** Where in that part, as a JSON pointer. */
	readonly pointer: string;
	readonly keyword: string;
	readonly expected: unknown;
}

/** The body of an answer, read once. */
export type ReceivedBody =
	| { readonly kind: "none" }
	| { readonly kind: "json"; readonly value: unknown }
	/** Text that is not JSON, and why. */
	| { readonly kind: "text"; readonly reason: string };

/** One request with what came back. */
export interface Exchange {
	readonly operationId: string;
	readonly request: HttpRequest;
	/** The values that the request was written from. */
	readonly parts: RequestParts;
	/** Undefined where no answer came. */
	readonly response: HttpResponse | undefined;
	readonly body: ReceivedBody;
	/** Why no answer came. */
	readonly failure?: string;
	/** For recorded traffic: the number of its entry in the recording, from 0. */
	readonly entry?: number;
	/** When the request was sent, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until the answer was there. */
	readonly elapsed: number;
}

/** What an exchange is for, within its case. */
export type Role = "prepare" | "create" | "fetch" | "list" | "update" | "delete" | "page" | "gone" | "untouched" | "probe";

/** One exchange of a case. */
export interface Step {
	readonly role: Role;
	readonly expect: Expectation;
	readonly exchange: Exchange;
	/** For a page: how it was asked for. */
	readonly page?: PageStep;
}

export interface PageStep {
	/** Names the walk over the pages that it belongs to. */
	readonly walk: string;
	readonly order?: "asc" | "desc";
	/** The most items that were asked for. */
	readonly size?: number;
	/** This walk ended before its last page, because there were more than anyone wants to fetch. */
	readonly cut?: boolean;
}

/** Deeper than any payload; whatever looks at a value that is much deeper runs out of stack. */
const DEEPEST = 1000;

/** Whether JSON is nested deeper than that. What stands in strings counts too, which only makes it stricter. */
function isDeep(text: string): boolean {
	if (text.length <= 2 * DEEPEST) return false;
	let depth = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index) | 0x20;
		// [ and {, ] and }, which differ in one bit.
		if (code === 0x7b && ++depth > DEEPEST) return true;
		if (code === 0x7d) depth--;
	}
	return false;
}

/** Reads the body of an answer. */
export function readBody(response: HttpResponse | undefined): ReceivedBody {
	const text = response?.body;
	if (text === undefined || text === null || text === "") return { kind: "none" };
	if (response?.unreadable !== undefined) return { kind: "text", reason: response.unreadable };
	if (isDeep(text)) return { kind: "text", reason: `it is nested more than ${DEEPEST} levels deep` };
	try {
		return { kind: "json", value: JSON.parse(text) };
	} catch (error) {
		return { kind: "text", reason: error instanceof Error ? error.message : String(error) };
	}
}

/** The status of a step's answer; 0 where none came. */
export function statusOf({ exchange: { response } }: Step): number {
	return response?.status ?? 0;
}

/** Whether a step was answered with a success. */
export function succeeded(step: Step): boolean {
	const status = statusOf(step);
	return status >= 200 && status < 300;
}

/** The answer of a step as an object; undefined where it is none. */
export function payloadOf({ exchange: { body } }: Step): Readonly<Record<string, unknown>> | undefined {
	return body.kind === "json" && isRecord(body.value) ? body.value : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
