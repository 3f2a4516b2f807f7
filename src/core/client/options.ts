import type { Violation } from "../operation/violation.ts";
import type { WebHeaders, WebRequestInit, WebResponse, WebSignal } from "../operation/web-types.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { RequestOutcome } from "./errors.ts";
import type { Logger, LogLevel } from "./log.ts";

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: WebRequestInit) => Promise<WebResponse>;

/** Options of a single call. */
export interface CallOptions {
	/** Aborts the call, also while it waits for a retry. */
	readonly signal?: WebSignal | undefined;
	/** Milliseconds that one attempt may take, including the body of the response. Default: 30,000. */
	readonly timeout?: number | undefined;
	/**
	 * Milliseconds that all attempts and the delays between them may take; for a list, all pages of an iteration together, with what
	 * is done between them. Default: no limit.
	 */
	readonly totalTimeout?: number | undefined;
	/** The max number of retries. Default: 2. */
	readonly retries?: number | undefined;
	/**
	 * Whether repeating the request changes nothing more, so that it may be retried when its outcome is unknown. Default: as the
	 * operation is documented.
	 */
	readonly idempotent?: boolean | undefined;
	/** Additional headers. `authorization` and connection headers are rejected; `content-type` is ignored. */
	readonly headers?: Readonly<Record<string, string>> | WebHeaders | undefined;
}

/** An attempt begins. */
export interface RequestEvent {
	/** The same in all events of a call, and in no other call of the process. Each page of a list is a call. */
	readonly callId: number;
	readonly operationId: string;
	readonly method: string;
	/** The address, with the query. It carries no credentials. */
	readonly url: string;
	/** The path as it is described, such as `/notes/{Note}`. */
	readonly urlTemplate: string;
	/** The number of the attempt, from 1. */
	readonly attempt: number;
}

/** How an attempt ended. */
interface EndEvent extends RequestEvent {
	/** What the service did with this attempt and those before it. */
	readonly outcome: RequestOutcome;
	/** Milliseconds that the attempt took, including the body of the response. */
	readonly duration: number;
}

/** An attempt brought a response, of any status. */
export interface ResponseEvent extends EndEvent {
	readonly status: number;
	/** The service's own name for the request. */
	readonly requestId: string | undefined;
}

/** An attempt brought no response. */
export interface FailureEvent extends EndEvent {
	readonly error: Error;
}

/** A retry, reported before its delay begins. */
export interface RetryEvent extends RequestEvent {
	/** Milliseconds until the next attempt. */
	readonly delay: number;
	/** The status of the response; undefined where none arrived. */
	readonly status: number | undefined;
	/** Why no response arrived. */
	readonly error: Error | undefined;
}

/** A response that is not as documented. */
export interface DriftReport {
	readonly operationId: string;
	readonly method: string;
	readonly url: string;
	readonly status: number;
	readonly requestId: string | undefined;
	/** The pointers begin with `/status`, `/headers` or `/body`. The received values are not enumerable. */
	readonly violations: readonly Violation[];
}

/** What happens with a report: the function is called with it, it is thrown, or it is logged. */
export type OnDrift = ((report: DriftReport) => void) | "throw" | undefined;

/** What is checked against the description: nothing, requests, or requests and responses. */
export type ValidationMode = "off" | "request" | "all";

/** The options of a client that do not depend on the service. */
export interface ClientOptions extends Omit<CallOptions, "signal" | "idempotent">, ConnectionOptions {
	/** The base address of every request, instead of the operations' own servers: a sandbox, a proxy. */
	readonly baseUrl?: string | undefined;
	/** Allows unencrypted `http` to other machines. Everyone on the way can then read the credentials. */
	readonly allowInsecureHttp?: boolean | undefined;
	/** Called instead of the global `fetch`. Must honour `signal` and `redirect: "manual"`. */
	readonly fetch?: Fetch | undefined;
	/**
	 * What sends the requests: the HTTP modules of Node, or the global `fetch`. Default: `node` in Node, unless `fetch` is passed or the
	 * global one was replaced, by a test or by instrumentation; `fetch` elsewhere.
	 */
	readonly transport?: "fetch" | "node" | undefined;
	/** Default: `request`. */
	readonly validate?: ValidationMode | undefined;
	/**
	 * Documented rules to ignore, by argument: `{ Body: ["maxLength"] }`. With `validate: "all"`, also for the member that shows
	 * the argument in responses; members can be named, too.
	 */
	readonly unenforced?: Readonly<Record<string, readonly string[]>> | undefined;
	/** With `validate: "all"`, called for a response that is not as documented; or `"throw"`. Default: log a warning. */
	readonly onDrift?: OnDrift;
	/** Called before each attempt. Errors that it throws are ignored, as those of all functions that are named `on…`. */
	readonly onRequest?: ((event: RequestEvent) => void) | undefined;
	/** Called when an attempt has brought a response, whatever its status. */
	readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
	/** Called when an attempt has brought no response. Each attempt ends with this or with `onResponse`. */
	readonly onError?: ((event: FailureEvent) => void) | undefined;
	/** Called before each retry. */
	readonly onRetry?: ((event: RetryEvent) => void) | undefined;
	/** The max number of milliseconds to wait for `Retry-After`. Default: 60,000. */
	readonly maxRetryAfter?: number | undefined;
	/** The max number of bytes of a response body. Default: 16 MiB. */
	readonly maxResponseBytes?: number | undefined;
	/** Receives the log, such as `console`. It holds addresses, never credentials, headers or bodies. */
	readonly logger?: Logger | undefined;
	/** The lowest level to log. Default: `info`. */
	readonly logLevel?: LogLevel | undefined;
	/** The time in milliseconds since 1970. */
	readonly now?: (() => number) | undefined;
	/** A random number from 0 to 1. */
	readonly random?: (() => number) | undefined;
	/** Waits; resolves early when the signal is aborted. */
	readonly sleep?: ((milliseconds: number, signal: WebSignal | undefined) => Promise<void>) | undefined;
}
