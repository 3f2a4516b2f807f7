import { HEADER_NAME, RESERVED_HEADER } from "../operation/header-name.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { tagOf } from "../operation/value.ts";
import type { Violation } from "../operation/violation.ts";
import type { WebHeaders, WebRequestInit, WebResponse, WebSignal } from "../operation/web-types.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { RequestOutcome } from "./errors.ts";
import { LEVELS, type Logger, type LogLevel } from "./log.ts";
import { unknownName, ValidationError, wrongValue } from "./validation-error.ts";

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

/** A description of valid values, and their check. It returns the invalid member where the value is invalid because of one. */
export type OptionRule = readonly [
	expected: string,
	check: (value: unknown) => boolean | readonly [name: string, value: unknown],
];

/** A timer with a longer delay would fire at once. */
const MAX_MILLISECONDS = 2 ** 31 - 1;

/** Makes the check of a text. */
export const matches = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);
const isFunction = (value: unknown) => typeof value === "function";
const between = (min: number, max: number) => (value: unknown) => typeof value === "number" && value >= min && value <= max;
/** Whether the members of a value are its content: false for a list, a Map, Headers. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !(Symbol.iterator in value);
const isOneOf = (...names: string[]): OptionRule => [
	`one of ${names.join(", ")}`,
	(value) => names.some((name) => name === value),
];
const integer = (max: number): OptionRule => [
	`a whole number from 0 to ${max}`,
	(value) => Number.isInteger(value) && between(0, max)(value),
];
const MILLISECONDS: OptionRule = [`a number of milliseconds from 1 to ${MAX_MILLISECONDS}`, between(1, MAX_MILLISECONDS)];
const FUNCTION: OptionRule = ["a function", isFunction];
const BOOLEAN: OptionRule = ["true or false", (value) => typeof value === "boolean"];
const isHttpUrl = (value: unknown) =>
	typeof value === "string" && /^https?:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i.test(value) && URL.canParse(value);

/** Whether `fetch` accepts a header: its error would repeat the value, or a wrong length would make it wait forever. */
export function isHeader(name: string, value: unknown): boolean {
	return HEADER_NAME.test(name) && !RESERVED_HEADER.test(name) && matches(/^[\t\x20-\x7e\x80-\xff]*$/)(value);
}

/** The names and values of headers; undefined for a value that holds none. */
export function headerEntries(headers: unknown): [name: string, value: unknown][] | undefined {
	// The members of `Headers` are not its own.
	if (tagOf(headers) === "Headers") return [...(headers as Headers)];
	return isPlainObject(headers) ? Object.entries(headers) : undefined;
}

const isPem = (value: unknown) =>
	/^\s*-----BEGIN /m.test(typeof value === "string" ? value : value instanceof Uint8Array ? new TextDecoder().decode(value) : "");
const PEM: OptionRule = ["text in the format PEM, with -----BEGIN", isPem];

const isProxyUrl = (value: unknown) => matches(/^https?:\/\/[^/?#\s]+\/?$/i)(value) && URL.canParse(String(value));

export const CONNECTION_RULES: Readonly<Record<keyof ConnectionOptions, OptionRule>> = {
	proxy: ["an http or https address without path and query", isProxyUrl],
	noProxy: ["hosts, by commas", (value) => typeof value === "string"],
	ca: ["a list of texts in the format PEM, or one", (value) => [value].flat().every(isPem)],
	cert: PEM,
	key: PEM,
	maxSockets: ["a whole number from 1 to 65536", (value) => Number.isInteger(value) && between(1, 65_536)(value)],
	agent: ["an Agent of node:http or node:https", (value) => isPlainObject(value) && isFunction(value.addRequest)],
};

const SHARED_RULES: Readonly<Record<string, OptionRule>> = {
	timeout: MILLISECONDS,
	totalTimeout: MILLISECONDS,
	retries: integer(20),
	headers: [
		"headers of Latin text, not authorization nor of the connection",
		(value) => {
			const entries = headerEntries(value);
			return entries !== undefined && (entries.find(([name, text]) => !isHeader(name, text)) ?? true);
		},
	],
};

export const CALL_RULES: Readonly<Record<string, OptionRule>> = {
	...SHARED_RULES,
	idempotent: BOOLEAN,
	// Not `instanceof`: a signal may come from another realm or a polyfill.
	signal: [
		"an AbortSignal",
		(value) => isPlainObject(value) && isFunction(value.addEventListener) && isFunction(value.removeEventListener),
	],
};

export const CLIENT_RULES: Readonly<Record<string, OptionRule>> = {
	...SHARED_RULES,
	baseUrl: ["an absolute http or https address without credentials, query and fragment", isHttpUrl],
	allowInsecureHttp: BOOLEAN,
	fetch: FUNCTION,
	transport: isOneOf("fetch", "node"),
	...CONNECTION_RULES,
	validate: isOneOf("off", "request", "all"),
	unenforced: [
		"an object of lists of rules",
		(value) => isPlainObject(value) && Object.values(value as object).every((rules) => Array.isArray(rules)),
	],
	onDrift: ['a function or "throw"', (value) => value === "throw" || isFunction(value)],
	onRequest: FUNCTION,
	onResponse: FUNCTION,
	onError: FUNCTION,
	onRetry: FUNCTION,
	maxRetryAfter: integer(MAX_MILLISECONDS),
	maxResponseBytes: integer(2 ** 30),
	logger: [
		"an object with debug, info, warn and error",
		(value) => isPlainObject(value) && LEVELS.every((level) => isFunction(value[level])),
	],
	logLevel: isOneOf(...LEVELS),
	now: FUNCTION,
	random: FUNCTION,
	sleep: FUNCTION,
};

/**
 * Checks options against a table of rules. `undefined` values count as omitted.
 *
 * @throws {ValidationError} listing every unknown name, with the closest valid one, and every invalid value. It repeats
 * no value.
 */
export function checkOptions(subject: string, options: unknown, rules: Readonly<Record<string, OptionRule>>): void {
	if (!isPlainObject(options)) throw new ValidationError(subject, [wrongValue("", "an object of options", options)]);
	const violations = Object.entries(options as object).flatMap(([name, received]): Violation[] => {
		const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
		if (rule === undefined) return [unknownName(name, Object.keys(rules), received)];
		const [expected, check] = rule;
		const result = received === undefined || check(received);
		if (result === true) return [];
		const [member, value] = result || [undefined, received];
		return [wrongValue(toPointer(member === undefined ? [name] : [name, member]), expected, value)];
	});
	if (violations.length > 0) throw new ValidationError(subject, violations);
}
