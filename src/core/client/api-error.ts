import { ClientError, type ErrorContext, hide } from "./errors.ts";

/** What the body of an error answer says, as the service's own reader finds it. All of it may be missing. */
export interface ErrorFacts {
	readonly code?: number | undefined;
	readonly message?: string | undefined;
	readonly moreInfo?: string | undefined;
	readonly details?: unknown;
}

/** What an answer says besides its body. */
export interface AnswerFacts extends ErrorFacts {
	readonly status: number;
	readonly requestId: string | undefined;
	/** What the header `Retry-After` asks to wait, in milliseconds. */
	readonly retryAfter: number | undefined;
	/** The beginning of the body, as text. */
	readonly preview: string;
}

/** The service answered with an error status. There is a subclass for each common one. */
export class ApiError extends ClientError {
	override readonly name: string = "ApiError";
	readonly status: number;
	/** The service's own code, more precise than the status. */
	readonly code: number | undefined;
	/** The page that explains the code. */
	readonly moreInfo: string | undefined;
	/** The service's own name for the request. */
	readonly requestId: string | undefined;
	/** What the header `Retry-After` asks to wait, in milliseconds. */
	readonly retryAfter: number | undefined;
	/** Depends on the code. Not enumerable, as it may repeat what was sent. */
	declare readonly details: unknown;
	/** The beginning of what came, as text. Not enumerable, as it may hold message text. */
	declare readonly preview: string;

	constructor(message: string, context: ErrorContext, facts: AnswerFacts) {
		super(message, context);
		this.status = facts.status;
		this.code = facts.code;
		this.moreInfo = facts.moreInfo;
		this.requestId = facts.requestId;
		this.retryAfter = facts.retryAfter;
		hide(this, { details: facts.details, preview: facts.preview });
	}
}

/** 400: the service does not accept the arguments. */
export class BadRequestError extends ApiError {
	override readonly name = "BadRequestError";
}

/** 401: no credentials, or wrong ones. */
export class AuthenticationError extends ApiError {
	override readonly name = "AuthenticationError";
}

/** 403: these credentials may not do this. */
export class PermissionError extends ApiError {
	override readonly name = "PermissionError";
}

/** 404: there is no such thing. */
export class NotFoundError extends ApiError {
	override readonly name = "NotFoundError";
}

/** 409: it contradicts what is there. */
export class ConflictError extends ApiError {
	override readonly name = "ConflictError";
}

/** 429: too many requests. The request was not carried out. */
export class RateLimitError extends ApiError {
	override readonly name = "RateLimitError";
}

/** 5xx: the service failed, and whether it carried the request out cannot be told. */
export class ServerError extends ApiError {
	override readonly name = "ServerError";
}

const BY_STATUS: Readonly<Record<number, typeof ApiError>> = {
	400: BadRequestError,
	401: AuthenticationError,
	403: PermissionError,
	404: NotFoundError,
	409: ConflictError,
	429: RateLimitError,
};

/** The class of the error that a status stands for. */
export function apiErrorClass(status: number): typeof ApiError {
	return BY_STATUS[status] ?? (status >= 500 ? ServerError : ApiError);
}
