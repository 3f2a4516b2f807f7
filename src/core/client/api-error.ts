import { ClientError, defineNonEnumerable, type ErrorContext } from "./errors.ts";

/** What the service says in the body of an error response. All of it may be missing. */
export interface ErrorDetails {
	readonly code?: number | undefined;
	readonly message?: string | undefined;
	readonly moreInfo?: string | undefined;
	readonly details?: unknown;
}

/** An error response: its body, its status and its headers. A stub in a test needs the status alone. */
export interface ErrorResponseDetails extends Omit<ErrorDetails, "message"> {
	readonly status: number;
	readonly requestId?: string | undefined;
	/** Milliseconds that the header `Retry-After` asks to wait. */
	readonly retryAfter?: number | undefined;
	/** The first characters of the body. */
	readonly preview?: string | undefined;
}

/** The service responded with an error status. Each common status has a subclass. */
export class ApiError extends ClientError {
	override readonly name: string = "ApiError";
	declare readonly status: number;
	/** The service's own code, more precise than the status. */
	declare readonly code: number | undefined;
	/** The page that explains the code. */
	declare readonly moreInfo: string | undefined;
	/** The service's own name for the request. */
	declare readonly requestId: string | undefined;
	/** Milliseconds that the header `Retry-After` asks to wait. */
	declare readonly retryAfter: number | undefined;
	/** Depends on the code. Not enumerable, as it may repeat values of the request. */
	declare readonly details: unknown;
	/** The first characters of the body. Not enumerable, as it may hold message text. */
	declare readonly preview: string;

	constructor(message: string, context: ErrorContext, { details, preview = "", ...response }: ErrorResponseDetails) {
		super(message, context, response);
		defineNonEnumerable(this, { details, preview });
	}
}

/** 400: the service does not accept the arguments. */
export class BadRequestError extends ApiError {
	override readonly name = "BadRequestError";
}

/** 401: the credentials are missing or wrong. */
export class AuthenticationError extends ApiError {
	override readonly name = "AuthenticationError";
}

/** 403: the credentials do not permit the request. */
export class PermissionError extends ApiError {
	override readonly name = "PermissionError";
}

/** 404: the resource does not exist. */
export class NotFoundError extends ApiError {
	override readonly name = "NotFoundError";
}

/** 409: the request conflicts with the state of the resource. */
export class ConflictError extends ApiError {
	override readonly name = "ConflictError";
}

/** 429: too many requests. The service did not carry this one out. */
export class RateLimitError extends ApiError {
	override readonly name = "RateLimitError";
}

/** 5xx: the service failed. Whether it carried the request out is unknown. */
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

/** The error class of a status. */
export function apiErrorClass(status: number): typeof ApiError {
	return BY_STATUS[status] ?? (status >= 500 ? ServerError : ApiError);
}
