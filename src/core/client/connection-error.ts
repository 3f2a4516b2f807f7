import { ConnectionError, type ErrorContext } from "./errors.ts";
import { joinOutcomes } from "./outcome.ts";
import type { TransportFailure } from "./transport.ts";

/** The codes, of Node, undici and Bun, of failures to connect: not a byte of the request was sent. */
const NOT_SENT =
	/^(?:ECONNREFUSED|ConnectionRefused|FailedToOpenSocket|ENOTFOUND|EAI_AGAIN|UND_ERR_(?:CONNECT_TIMEOUT|INVALID_ARG)|(?:\w+_)?CERT(?:_\w+)?|UNABLE_TO_\w+)$/;

/** The same in messages, of Deno, Bun and Node, where the code is missing or that of a lost connection, too. */
const NO_CONNECTION = /client error \(Connect\)|TLS handshake failed|before secure TLS connection/;

/** A copy of what was thrown. */
interface ThrownCopy {
	readonly message?: unknown;
	readonly code?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
	readonly errors?: unknown;
}

/**
 * Makes the error of a request without a response. The outcome is `not-sent` only where the transport knows that, or where it
 * cannot tell, for causes that are known to precede the request; where the runtime gives no cause, it is unknown.
 *
 * @param context its outcome is the one of the attempts before
 * @param redact replaces everything in a text that must not be printed
 */
export function toConnectionError(
	{ error, sent }: TransportFailure,
	context: ErrorContext,
	redact: (text: string) => string,
): ConnectionError {
	const cause = sanitizeError(error, redact);
	const { message, code } = rootCause(cause);
	const outcome = joinOutcomes(context.outcome, (sent ?? !failedToConnect(cause)) ? "unknown" : "not-sent");
	const isText = (text: unknown): text is string => typeof text === "string" && text !== "";
	const reason = [message, code, Object(cause).message, cause, "no connection"].find(isText) as string;
	return new ConnectionError(
		reason.replace(/\n.*/s, ""),
		{ ...context, outcome },
		{ code: isText(code) ? code : undefined },
		cause,
	);
}

/** The innermost cause that has members. */
function rootCause(error: unknown): ThrownCopy {
	const { cause } = Object(error) as ThrownCopy;
	return typeof cause === "object" && cause !== null ? rootCause(cause) : Object(error);
}

/** Where several addresses were tried, none of them may have been connected to. */
function failedToConnect(error: unknown): boolean {
	const { message, code, syscall, errors } = rootCause(error);
	if (Array.isArray(errors) && errors.length > 0) return errors.every(failedToConnect);
	return NOT_SENT.test(String(code)) || NO_CONNECTION.test(String(message)) || syscall === "connect";
}

/** The max number of objects in a copy: an error may be its own cause, or have endless ones. */
const MAX_COPIED = 16;

/**
 * Copies what was thrown, without the members that a `fetch` may have added, such as the request and its headers. It may
 * be anything: an error of another realm, an object that is none, or one whose getters throw.
 */
export function sanitizeError(thrown: unknown, redact: (text: string) => string): unknown {
	const copied = new Set<unknown>();
	const copy = (read: () => unknown): unknown => {
		try {
			const value = read();
			if (typeof value === "string") return redact(value);
			if (Object(value) !== value) return value;
			if (copied.has(value) || copied.size === MAX_COPIED) return undefined;
			copied.add(value);
			if (Array.isArray(value)) return value.slice(0, MAX_COPIED).map((item) => copy(() => item));
			const copyMember = (name: string) => copy(() => (value as Record<string, unknown>)[name]);
			const error = new Error(String(copyMember("message") ?? ""));
			error.name = String(copyMember("name") ?? "Error");
			error.stack = String(error);
			for (const name of ["code", "syscall", "errors", "cause"]) {
				const member = copyMember(name);
				if (member !== undefined) Object.assign(error, { [name]: member });
			}
			return error;
		} catch {
			// A getter or a proxy threw.
		}
	};
	return copy(() => thrown);
}
