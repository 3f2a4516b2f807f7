import { ConnectionError, type ErrorContext } from "./errors.ts";

/** Codes of failures to connect, as Node and undici name them: not a byte of the request was sent. */
const NOT_SENT =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_(?:CONNECT_TIMEOUT|INVALID_ARG)|ERR_TLS_CERT_\w+|ERR_SSL_\w*(?:VERSION|HANDSHAKE)\w*|CERT_\w+|\w+_CERT(?:_\w+)?|UNABLE_TO_\w+)$/;

interface Failure {
	readonly name?: string;
	readonly message?: string;
	readonly code?: string;
	readonly syscall?: string;
	readonly cause?: unknown;
	readonly errors?: readonly unknown[];
}

/**
 * Turns what `fetch` rejected with into an error of ours. Only causes that are known to come before the request is
 * sent count as such; where a runtime tells nothing, the outcome is unknown.
 *
 * @param uncertain whether an earlier attempt may have been carried out
 * @param redact takes what must not be printed out of a text
 */
export function connectionError(
	error: unknown,
	context: ErrorContext,
	uncertain: boolean,
	redact: (text: string) => string,
): ConnectionError {
	const root = rootOf(error);
	const outcome = !uncertain && failedToConnect(root) ? "not-sent" : "unknown";
	const [reason = ""] = (root.message || root.code || "no connection").split("\n");
	return new ConnectionError(redact(reason), { ...context, outcome }, root.code, plainError(error, redact));
}

/** Causes further down are of no interest, and might go round in a circle. */
const DEEPEST = 8;

function rootOf(error: unknown, depth = 0): Failure {
	const { cause } = Object(error) as Failure;
	return cause === undefined || depth > DEEPEST ? (Object(error) as Failure) : rootOf(cause, depth + 1);
}

/** Where several addresses were tried, all of them have to have failed that way. */
function failedToConnect({ code = "", syscall, errors }: Failure): boolean {
	if (errors?.length) return errors.every((error) => failedToConnect(rootOf(error)));
	return NOT_SENT.test(code) || syscall === "connect";
}

/** A copy of an error without anything that a `fetch` may have hung on it, such as the request and its headers. */
export function plainError(error: unknown, redact: (text: string) => string, depth = 0): Error | undefined {
	if (!(error instanceof Error) || depth > DEEPEST) return undefined;
	const { name, message = "", cause, code } = error as Failure;
	const result = new Error(redact(message), cause === undefined ? undefined : { cause: plainError(cause, redact, depth + 1) });
	return Object.assign(result, { name, stack: `${name}: ${result.message}` }, code === undefined ? {} : { code });
}
