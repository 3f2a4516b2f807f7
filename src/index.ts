export * from "../generated/guards.ts";
export type { components, operations, paths } from "../generated/schema.d.ts";
export type { ErrorFacts } from "./client/api-error.ts";
export {
	ApiError,
	AuthenticationError,
	BadRequestError,
	ConflictError,
	NotFoundError,
	PermissionError,
	RateLimitError,
	ServerError,
} from "./client/api-error.ts";
export type { DriftReport, OnDrift } from "./client/drift.ts";
export type { RequestOutcome, ResponseProblem } from "./client/errors.ts";
export { AbortError, ClientError, ConnectionError, ResponseError, TimeoutError } from "./client/errors.ts";
export type { HttpClient, HttpInit, HttpResult } from "./client/http-client.ts";
export type { LogEntry, Logger, LogLevel } from "./client/log.ts";
export type { CallOptions, Fetch, RetryEvent, ValidationMode } from "./client/options.ts";
export type { Pager } from "./client/paginate.ts";
export { ValidationError } from "./client/validation-error.ts";
export type { Violation } from "./operation/violation.ts";
export type { TwilioClient, TwilioClientOptions } from "./twilio/create-client.ts";
export { createClient } from "./twilio/create-client.ts";
export { createClientFromEnv } from "./twilio/create-client-from-env.ts";
export type { LeanClient, LeanClientOptions } from "./twilio/create-lean-client.ts";
export { createLeanClient } from "./twilio/create-lean-client.ts";
export type { Credentials } from "./twilio/credentials.ts";
export type { OperationArguments, OperationId, OperationResult } from "./twilio/operation-types.ts";
