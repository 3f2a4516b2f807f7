import { ConnectionError, type ErrorContext } from "./errors.ts";
import { joinOutcomes } from "./outcome.ts";

/** The codes, of Node and undici, of failures to connect: not a byte of the request was sent. */
const NOT_SENT =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_(?:CONNECT_TIMEOUT|INVALID_ARG)|ERR_TLS_CERT_\w+|ERR_SSL_\w*(?:VERSION|HANDSHAKE)\w*|CERT_\w+|\w+_CERT(?:_\w+)?|UNABLE_TO_\w+)$/;

interface RuntimeError {
	readonly name?: string;
	readonly message?: string;
	readonly code?: string;
	readonly syscall?: string;
	readonly cause?: unknown;
	readonly errors?: readonly unknown[];
}

/**
 * Converts an error of `fetch`. The outcome is `not-sent` only for causes that are known to precede the request; where
 * the runtime gives no cause, it is unknown.
 *
 * @param context its outcome is the one of the attempts before
 * @param redact replaces everything in a text that must not be printed
 */
export function toConnectionError(error: unknown, context: ErrorContext, redact: (text: string) => string): ConnectionError {
	const root = rootCause(error);
	const outcome = joinOutcomes(context.outcome, failedToConnect(root) ? "not-sent" : "unknown");
	const [reason = ""] = (root.message || root.code || "no connection").split("\n");
	return new ConnectionError(redact(reason), { ...context, outcome }, root.code, sanitizeError(error, redact));
}

/** An error may be its own cause. */
const MAX_DEPTH = 8;

function rootCause(error: unknown, depth = 0): RuntimeError {
	// A `fetch` may reject with anything; every member is optional.
	const { cause } = Object(error) as RuntimeError;
	return cause === undefined || depth > MAX_DEPTH ? Object(error) : rootCause(cause, depth + 1);
}

/** Where several addresses were tried, none of them may have been connected to. */
function failedToConnect({ code = "", syscall, errors }: RuntimeError): boolean {
	if (errors?.length) return errors.every((error) => failedToConnect(rootCause(error)));
	return NOT_SENT.test(code) || syscall === "connect";
}

/** Copies an error without the members that a `fetch` may have added, such as the request and its headers. */
export function sanitizeError(error: unknown, redact: (text: string) => string, depth = 0): Error | undefined {
	if (!(error instanceof Error) || depth > MAX_DEPTH) return undefined;
	const { name, message = "", cause, code } = error as RuntimeError;
	const options = cause === undefined ? undefined : { cause: sanitizeError(cause, redact, depth + 1) };
	const result = new Error(redact(message), options);
	return Object.assign(result, { name, stack: `${name}: ${result.message}` }, code === undefined ? {} : { code });
}
