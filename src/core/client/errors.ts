import type { Violation } from "../operation/violation.ts";

/**
 * What the service did with a request that failed:
 *
 * - `not-sent`: the request was never sent, so it is safe to retry;
 * - `rejected`: the service reported that it did not carry it out;
 * - `unknown`: the service may have carried it out; check before you retry;
 * - `done`: the service reported success, but its response is unusable.
 */
export type RequestOutcome = "not-sent" | "rejected" | "unknown" | "done";

/** Where and how a request failed. The address carries no credentials. */
export interface ErrorContext {
	readonly operationId?: string | undefined;
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	/** The number of attempts, including retries. */
	readonly attempts?: number | undefined;
	readonly outcome: RequestOutcome;
}

/**
 * The base class of every error of this client. Members that could hold message text, such as `preview`, are not
 * enumerable: they can be read, but neither `JSON.stringify` nor `util.inspect` prints them.
 */
export class ClientError extends Error {
	override readonly name: string = "ClientError";
	declare readonly operationId: string | undefined;
	declare readonly method: string | undefined;
	declare readonly url: string | undefined;
	/** The number of attempts, including retries. */
	declare readonly attempts: number;
	declare readonly outcome: RequestOutcome;

	/** @param members what else is known of the error */
	constructor(message: string, context: ErrorContext, members: object = {}, cause?: unknown) {
		const { method, url, outcome } = context;
		const doubt = outcome === "unknown" ? " (whether it was carried out is unknown)" : "";
		super(method ? `${method} ${url}: ${message}${doubt}` : message, cause === undefined ? undefined : { cause });
		Object.assign(this, { attempts: 0 }, context, members);
	}

	/** The enumerable members, and the message, which JSON would omit. */
	toJSON(): object {
		return { ...this, message: this.message };
	}
}

/** No connection was established, or it failed before a response arrived. */
export class ConnectionError extends ClientError {
	override readonly name = "ConnectionError";
	/** The error code of the runtime, such as `ECONNREFUSED`; undefined where it has none. */
	declare readonly code: string | undefined;
}

/** No complete response within `timeout` milliseconds, either of one attempt or of all together. */
export class TimeoutError extends ClientError {
	override readonly name = "TimeoutError";
	declare readonly kind: "attempt" | "total";
	declare readonly timeout: number;

	constructor(kind: "attempt" | "total", timeout: number, context: ErrorContext) {
		super(`no response within ${timeout} ms${kind === "total" ? " in total" : ""}`, context, { kind, timeout });
	}
}

/** The caller's signal was aborted; its reason is the `cause`. */
export class AbortError extends ClientError {
	override readonly name = "AbortError";
}

/** Why a response is unusable. */
export type ResponseProblem =
	| "redirect"
	| "content-type"
	| "empty"
	| "invalid-json"
	| "truncated"
	| "too-large"
	| "paging"
	| "drift";

/** The service responded, but the response is unusable. */
export class ResponseError extends ClientError {
	override readonly name = "ResponseError";
	declare readonly problem: ResponseProblem;
	declare readonly status: number;
	declare readonly requestId: string | undefined;
	/** The first characters of the body. Not enumerable, as it may hold message text. */
	declare readonly preview: string;
	/** Where the response is not as documented; only with the problem `drift`. Not enumerable. */
	declare readonly violations?: readonly Violation[];
	/** The body, which was read nevertheless; only with the problem `drift`. Not enumerable. */
	declare readonly payload?: unknown;

	constructor(
		problem: ResponseProblem,
		message: string,
		context: ErrorContext & { readonly status: number; readonly requestId: string | undefined },
		hidden: Pick<ResponseError, "preview" | "violations" | "payload">,
		cause?: unknown,
	) {
		super(message, context, { problem }, cause);
		defineNonEnumerable(this, hidden);
	}
}

/** Defines properties that are omitted when the object is printed. */
export function defineNonEnumerable(target: object, values: object): void {
	for (const [name, value] of Object.entries(values)) Object.defineProperty(target, name, { value });
}
