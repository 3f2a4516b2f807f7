import type { Violation } from "../operation/violation.ts";

/**
 * What became of a request that failed:
 *
 * - `not-sent`: it never left, so it is safe to make it again;
 * - `rejected`: the service said that it did not do it;
 * - `unknown`: it may or may not have been carried out; look before making it again;
 * - `done`: the service said that it did it, but its answer cannot be used.
 */
export type RequestOutcome = "not-sent" | "rejected" | "unknown" | "done";

/** Where and how a request failed. The address carries no credentials. */
export interface ErrorContext {
	readonly operationId?: string | undefined;
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	/** How many requests were made, the retries included. */
	readonly attempts?: number | undefined;
	readonly outcome: RequestOutcome;
}

/**
 * The root of every error of this client. What could hold message text, such as the first bytes of an answer, is
 * not enumerable: it can be read, but neither `JSON.stringify` nor `util.inspect` prints it.
 */
export class ClientError extends Error {
	override readonly name: string = "ClientError";
	readonly operationId: string | undefined;
	readonly method: string | undefined;
	readonly url: string | undefined;
	/** How many requests were made, the retries included. */
	readonly attempts: number;
	readonly outcome: RequestOutcome;

	constructor(message: string, { operationId, method, url, attempts = 0, outcome }: ErrorContext, cause?: unknown) {
		const doubt = outcome === "unknown" ? " (whether it was carried out is unknown)" : "";
		super(method ? `${method} ${url}: ${message}${doubt}` : message, cause === undefined ? undefined : { cause });
		this.operationId = operationId;
		this.method = method;
		this.url = url;
		this.attempts = attempts;
		this.outcome = outcome;
	}

	/** The enumerable facts and the message, which JSON would leave out. */
	toJSON(): object {
		return { ...this, message: this.message };
	}
}

/** No connection, or one that broke off before an answer came. */
export class ConnectionError extends ClientError {
	override readonly name = "ConnectionError";
	/** The runtime's name for what happened, such as `ECONNREFUSED`; undefined where it gives none. */
	readonly code: string | undefined;

	constructor(message: string, context: ErrorContext, code: string | undefined, cause: unknown) {
		super(message, context, cause);
		this.code = code;
	}
}

/** No whole answer within `timeout` milliseconds: those of one attempt, or of all together. */
export class TimeoutError extends ClientError {
	override readonly name = "TimeoutError";
	readonly kind: "attempt" | "total";
	readonly timeout: number;

	constructor(kind: "attempt" | "total", timeout: number, context: ErrorContext) {
		super(`no answer within ${timeout} ms${kind === "total" ? " in total" : ""}`, context);
		this.kind = kind;
		this.timeout = timeout;
	}
}

/** The caller's signal was aborted; its reason is the `cause`. */
export class AbortError extends ClientError {
	override readonly name = "AbortError";
}

/** Why an answer cannot be used. */
export type ResponseProblem =
	| "redirect"
	| "content-type"
	| "empty"
	| "invalid-json"
	| "truncated"
	| "too-large"
	| "paging"
	| "drift";

/** The service answered, but with nothing that can be used. */
export class ResponseError extends ClientError {
	override readonly name = "ResponseError";
	readonly problem: ResponseProblem;
	readonly status: number;
	readonly requestId: string | undefined;
	/** The beginning of what came, as text. Not enumerable, as it may hold message text. */
	declare readonly preview: string;
	/** Where the answer is not as documented; only with the problem `drift`. Not enumerable. */
	declare readonly violations?: readonly Violation[];
	/** What was read all the same; only with the problem `drift`. Not enumerable. */
	declare readonly payload?: unknown;

	constructor(
		problem: ResponseProblem,
		message: string,
		context: ErrorContext & { readonly status: number; readonly requestId: string | undefined },
		hidden: Pick<ResponseError, "preview" | "violations" | "payload">,
		cause?: unknown,
	) {
		super(message, context, cause);
		this.problem = problem;
		this.status = context.status;
		this.requestId = context.requestId;
		hide(this, hidden);
	}
}

/** Sets properties that printing an object leaves out. */
export function hide(target: object, values: object): void {
	for (const [name, value] of Object.entries(values)) Object.defineProperty(target, name, { value });
}
