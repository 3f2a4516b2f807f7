import type { HttpRequest, HttpResponse } from "../../operation/http.ts";
import type { Exchange } from "../exchange.ts";
import type { Finding } from "../judge/finding.ts";

/** Takes every secret out of a text. */
export type Redact = (text: string) => string;

export const REDACTED = "[redacted]";
/** Stands in the place of credentials that are not the target's. */
export const WRONG = "[wrong credentials]";

const SECRET_HEADERS = /^(?:proxy-)?authorization$|cookie|secret|token|(?:api|auth)-?key|session|signature|password/i;
const SECRET_QUERY = /([?&](?:(?:access|auth|id|refresh)_?token|api_?key|client_?secret|secret|sig|signature|password)=)[^&#]*/gi;

/** Whether a header is there to hold a secret. */
export function isSecretHeader(name: string): boolean {
	return SECRET_HEADERS.test(name);
}

/** Shorter texts would be found everywhere. */
const LEAST_LENGTH = 4;

/** The headers that sign in, by name. */
type Headers = Readonly<Record<string, string>>;

/**
 * Makes what takes secrets out of texts: as they are, in base64, percent-encoded and as JSON writes them. Every report goes
 * through it.
 *
 * @param masks what stands in the place of a text that is better replaced by one of the same shape, such as the name of an
 * account that payloads hold too
 */
export function createRedact(secrets: readonly string[], masks: Readonly<Record<string, string>> = {}): Redact {
	const replacements = new Map<string, string>();
	for (const secret of [...secrets, ...Object.keys(masks)]) {
		for (const form of secret.length < LEAST_LENGTH ? [] : formsOf(secret)) replacements.set(form, REDACTED);
	}
	for (const [text, mask] of Object.entries(masks)) if (text.length >= LEAST_LENGTH) replacements.set(text, mask);
	if (replacements.size === 0) return (text) => text;
	// The longest first, so that no secret is left half standing because another is a part of it.
	const sorted = [...replacements.keys()].sort((one, other) => other.length - one.length);
	const expression = new RegExp(sorted.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|"), "g");
	return (text) => text.replace(expression, (form) => replacements.get(form) ?? REDACTED);
}

function formsOf(secret: string): string[] {
	const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(secret)));
	return [
		secret,
		base64,
		base64.replace(/=+$/, ""),
		base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""),
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
	];
}

/** A finding without a secret in it. */
export function redactFinding(finding: Finding, redact: Redact, valid: Headers): Finding {
	const { pointer, documented, received, exchange } = finding;
	return {
		...finding,
		pointer: redact(pointer),
		documented: redact(documented),
		received: redact(received),
		exchange: redactExchange(exchange, redact, valid),
	};
}

/** An exchange without secrets: those that are known, and whatever stands in headers that are there to hold some. */
export function redactExchange(exchange: Exchange, redact: Redact, valid: Headers): Exchange {
	const { request, response, body, parts } = exchange;
	return {
		...exchange,
		request: redactRequest(request, redact, valid),
		response: response && redactResponse(response, redact, valid),
		body: body.kind === "json" ? { kind: "json", value: redactValue(body.value, redact) } : body,
		parts: redactValue(parts, redact) as Exchange["parts"],
		...(exchange.failure !== undefined && { failure: redact(exchange.failure) }),
	};
}

function redactRequest(request: HttpRequest, redact: Redact, valid: Headers): HttpRequest {
	const url = redact(request.url.replace(/^(\w+:\/\/)[^/?#]*@/, "$1").replace(SECRET_QUERY, `$1${REDACTED}`));
	const body = request.body === null ? null : redact(request.body);
	return { ...request, url, headers: redactHeaders(request.headers, redact, valid), body };
}

function redactResponse(response: HttpResponse, redact: Redact, valid: Headers): HttpResponse {
	const body = response.body === null ? null : redact(response.body);
	return { ...response, headers: redactHeaders(response.headers, redact, valid), body };
}

function redactHeaders(headers: Headers, redact: Redact, valid: Headers): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactHeader(name, value, redact, valid)]));
}

function redactHeader(name: string, value: string, redact: Redact, valid: Headers): string {
	// What does not sign in is told from what does, and may hold a name that is right.
	if (Object.hasOwn(valid, name)) return valid[name] === value ? hide(name, value) : WRONG;
	return isSecretHeader(name) ? hide(name, value) : redact(value);
}

/** The scheme of credentials is no secret, and tells whoever reads the report how the request was signed in. */
function hide(name: string, value: string): string {
	const scheme = name.endsWith("authorization") ? /^(?:basic|bearer|digest) /i.exec(value)?.[0] : undefined;
	return (scheme ?? "") + REDACTED;
}

/** Any JSON value with the secrets taken out of every text in it, names included. */
export function redactValue(value: unknown, redact: Redact): unknown {
	if (typeof value === "string") return redact(value);
	if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), redactValue(member, redact)]));
}
