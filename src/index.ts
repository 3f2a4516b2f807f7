export * from "../generated/guards.ts";
export type { components, operations, paths } from "../generated/schema.d.ts";
export type { ErrorDetails, ErrorResponseDetails } from "./core/client/api-error.ts";
export {
	ApiError,
	AuthenticationError,
	BadRequestError,
	ConflictError,
	NotFoundError,
	PermissionError,
	RateLimitError,
	ServerError,
} from "./core/client/api-error.ts";
export type { ConnectionOptions, Pem } from "./core/client/connection-options.ts";
export type { ErrorContext, RequestOutcome, ResponseProblem } from "./core/client/errors.ts";
export { AbortError, ClientError, ConnectionError, ResponseError, TimeoutError } from "./core/client/errors.ts";
export type { HttpClient, HttpInit, HttpResult, PathsWith } from "./core/client/http-client.ts";
export type { LogEntry, Logger, LogLevel } from "./core/client/log.ts";
export type {
	CallOptions,
	DriftReport,
	FailureEvent,
	Fetch,
	OnDrift,
	RequestEvent,
	ResponseEvent,
	RetryEvent,
	ValidationMode,
} from "./core/client/options.ts";
export type { Pager } from "./core/client/paginate.ts";
export type { ResponsePromise, ResponseWithData } from "./core/client/response-promise.ts";
export type { AllOptional, JsonObject, JsonValue, OperationTypes } from "./core/client/types.ts";
export { ValidationError } from "./core/client/validation-error.ts";
export type { Violation } from "./core/operation/violation.ts";
export type {
	OperationArguments,
	OperationId,
	OperationResult,
	TwilioClient,
	TwilioClientOptions,
} from "./twilio/client/create-client.ts";
export { createClient } from "./twilio/client/create-client.ts";
export { createClientFromEnv } from "./twilio/client/create-client-from-env.ts";
export type { LeanClient, LeanClientOptions } from "./twilio/client/create-lean-client.ts";
export { createLeanClient } from "./twilio/client/create-lean-client.ts";
export type { Credentials } from "./twilio/client/credentials.ts";
