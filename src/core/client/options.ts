import type { Violation } from "../operation/violation.ts";
import type { OnDrift } from "./drift.ts";
import { LEVELS, type Logger, type LogLevel } from "./log.ts";
import { unknownName, ValidationError } from "./validation-error.ts";

/** The part of `fetch` that is called. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a single call can set apart. */
export interface CallOptions {
	/** Aborts the call, while it waits for a retry as well. */
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds that one attempt may take, the body of the answer included. 30,000 unless set. */
	readonly timeout?: number | undefined;
	/** Milliseconds that all attempts and the waiting between them may take; of a list, for each page. No limit unless set. */
	readonly totalTimeout?: number | undefined;
	/** How often a request is made again, at most. 2 unless set. */
	readonly retries?: number | undefined;
	/** Headers beside those of the operation, by name. Credentials, the type of the body and the connection are not theirs to say. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What is told of a retry before the waiting begins. */
export interface RetryEvent {
	readonly operationId: string;
	readonly method: string;
	readonly url: string;
	/** The number of the attempt that failed, from 1. */
	readonly attempt: number;
	/** Milliseconds until the next attempt. */
	readonly delay: number;
	/** The status of the answer; undefined where none came. */
	readonly status: number | undefined;
	/** Why no answer came. */
	readonly error: Error | undefined;
}

/** What is checked against the description: nothing, what is sent, or what is sent and what is answered. */
export type ValidationMode = "off" | "request" | "all";

/** The options of a client that do not depend on the service. */
export interface ClientOptions extends Omit<CallOptions, "signal"> {
	/** Where every request goes, instead of to the operations' own servers: a sandbox, a proxy. */
	readonly baseUrl?: string | undefined;
	/** Allows plain `http` to other hosts than this one. Credentials then travel readable for everyone on the way. */
	readonly allowInsecureHttp?: boolean | undefined;
	/** Called instead of the global `fetch`. It has to honour `signal` and `redirect: "manual"`. */
	readonly fetch?: Fetch | undefined;
	/** `request` unless set. */
	readonly validate?: ValidationMode | undefined;
	/** Documented rules that are not enforced, by argument: `{ Body: ["maxLength"] }`. */
	readonly unenforced?: Readonly<Record<string, readonly string[]>> | undefined;
	/** With `validate: "all"`, called for an answer that is not as documented, or `"throw"`. Logged as a warning unless set. */
	readonly onDrift?: OnDrift;
	/** Called before each retry. What it throws is ignored. */
	readonly onRetry?: ((event: RetryEvent) => void) | undefined;
	/** The most milliseconds that `Retry-After` is waited for. 60,000 unless set. */
	readonly maxRetryAfter?: number | undefined;
	/** The most bytes of an answer that are read. 16 MiB unless set. */
	readonly maxResponseBytes?: number | undefined;
	/** Takes the log; `console` will do. It sees addresses, never credentials, headers or bodies. */
	readonly logger?: Logger | undefined;
	/** The least level that is logged. `info` unless set. */
	readonly logLevel?: LogLevel | undefined;
	/** The time in milliseconds since 1970. */
	readonly now?: (() => number) | undefined;
	/** A random number from 0 to 1. */
	readonly random?: (() => number) | undefined;
	/** Waits, and stops waiting when the signal is aborted. */
	readonly sleep?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** What an option has to be, and the check of it. */
export type OptionRule = readonly [expected: string, check: (value: unknown) => boolean];

const MOST_MILLISECONDS = 2 ** 31 - 1; // What a timer can hold; it fires at once for more.

const is = (type: string) => (value: unknown) => typeof value === type;
const between = (least: number, most: number) => (value: unknown) => typeof value === "number" && value >= least && value <= most;
/** Whether it is an object that has its values by name: no list, no Map, no Headers. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null && !(Symbol.iterator in value);
const isOneOf = (...names: string[]): OptionRule => [
	`one of ${names.join(", ")}`,
	(value) => names.some((name) => name === value),
];
const integer = (most: number): OptionRule => [
	`a whole number from 0 to ${most}`,
	(value) => Number.isInteger(value) && between(0, most)(value),
];
const MILLISECONDS: OptionRule = [`a number of milliseconds from 1 to ${MOST_MILLISECONDS}`, between(1, MOST_MILLISECONDS)];
const FUNCTION: OptionRule = ["a function", is("function")];
const BOOLEAN: OptionRule = ["true or false", is("boolean")];
const isHttpUrl = (value: unknown) =>
	typeof value === "string" && /^https?:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i.test(value) && URL.canParse(value);

/** What the client, or the connection, says by itself. */
const RESERVED = /^(?:authorization|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** Whether it can be sent as a header: `fetch` would repeat in its error what it cannot send, or wait for the body's end. */
export function isHeader(name: string, value: unknown): boolean {
	return (
		/^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
		!RESERVED.test(name) &&
		typeof value === "string" &&
		/^[\t\x20-\x7e\x80-\xff]*$/.test(value)
	);
}

const SHARED_RULES: Readonly<Record<string, OptionRule>> = {
	timeout: MILLISECONDS,
	totalTimeout: MILLISECONDS,
	retries: integer(20),
	headers: [
		"an object of headers, none of them authorization or of the connection",
		(value) => isRecord(value) && Object.entries(value as object).every(([name, text]) => isHeader(name, text)),
	],
};

export const CALL_RULES: Readonly<Record<string, OptionRule>> = {
	...SHARED_RULES,
	// By shape, as a signal may come from another realm or a polyfill.
	signal: [
		"an AbortSignal",
		(value) => isRecord(value) && is("function")(value.addEventListener) && is("function")(value.removeEventListener),
	],
};

export const CLIENT_RULES: Readonly<Record<string, OptionRule>> = {
	...SHARED_RULES,
	baseUrl: ["an absolute http or https address without credentials, query and fragment", isHttpUrl],
	allowInsecureHttp: BOOLEAN,
	fetch: FUNCTION,
	validate: isOneOf("off", "request", "all"),
	unenforced: [
		"an object of lists of rules",
		(value) => isRecord(value) && Object.values(value as object).every((rules) => Array.isArray(rules)),
	],
	onDrift: ['a function or "throw"', (value) => value === "throw" || is("function")(value)],
	onRetry: FUNCTION,
	maxRetryAfter: integer(MOST_MILLISECONDS),
	maxResponseBytes: integer(2 ** 30),
	logger: [
		"an object with debug, info, warn and error",
		(value) => isRecord(value) && LEVELS.every((level) => is("function")(value[level])),
	],
	logLevel: isOneOf(...LEVELS),
	now: FUNCTION,
	random: FUNCTION,
	sleep: FUNCTION,
};

/**
 * Checks options against a table of rules. What is `undefined` counts as left out.
 *
 * @throws {ValidationError} listing every name that is unknown, with the nearest known one, and every value that will
 * not do. No value is repeated in it.
 */
export function checkOptions(subject: string, options: unknown, rules: Readonly<Record<string, OptionRule>>): void {
	if (!isRecord(options)) {
		throw new ValidationError(subject, [
			{ pointer: "", keyword: "expected", expected: "an object of options", received: options },
		]);
	}
	const violations = Object.entries(options as object).flatMap(([name, received]): Violation[] => {
		const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
		if (rule === undefined) return [unknownName(name, Object.keys(rules), received)];
		const [expected, check] = rule;
		return received === undefined || check(received) ? [] : [{ pointer: `/${name}`, keyword: "expected", expected, received }];
	});
	if (violations.length > 0) throw new ValidationError(subject, violations);
}
