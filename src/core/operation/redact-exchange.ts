import { json as isJson } from "./formats.ts";
import {
	type Hide,
	hideHeader,
	hideInBody,
	hideInHeader,
	hideInUrl,
	isDistinctive,
	REDACTED,
	secretsInHeader,
	webTokensIn,
} from "./hide-credentials.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Redact, Secret } from "./redact.ts";

const hideAll: Hide = () => REDACTED;

/** Any JSON value with each text in it redacted, names included. A number that is a secret becomes a text. */
export function redactValue(value: unknown, redact: Redact): unknown {
	if (typeof value === "string") return redact(value);
	if (typeof value === "number") return redact(String(value)) === String(value) ? value : redact(String(value));
	if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), redactValue(member, redact)]));
}

/**
 * A URL, absolute or relative, without user and password, fragment, values of secret parameters and known secrets. A URL that can be
 * parsed remains one.
 */
export function redactUrl(url: string, redact: Redact): string {
	const redacted = redact(hideInUrl(url, hideAll));
	if (URL.canParse(redacted) || !URL.canParse(url)) return redacted;
	return redacted.replace(/^(\w[\w+.-]*:\/\/)[^/?#]*/, "$1redacted.invalid");
}

/** @param redactHeader returns the replacement of a header's value; undefined for the default */
export function redactRequest(request: HttpRequest, redact: Redact, redactHeader?: RedactHeader): HttpRequest {
	const { url, headers, body } = request;
	return {
		...request,
		url: redactUrl(url, redact),
		headers: redactHeaders(headers, redact, redactHeader),
		body: redactBody(body, redact),
	};
}

export function redactResponse(response: HttpResponse, redact: Redact, redactHeader?: RedactHeader): HttpResponse {
	const headers = redactHeaders(response.headers, redact, redactHeader);
	return { ...response, headers, body: redactBody(response.body, redact) };
}

type RedactHeader = (name: string, value: string) => string | undefined;

function redactHeaders(headers: HttpRequest["headers"], redact: Redact, redactHeader: RedactHeader = () => undefined) {
	const entries = Object.entries(headers).map(([name, value]) => {
		return [name, redactHeader(name, value) ?? hideHeader(name, value) ?? redact(hideInHeader(name, value, hideAll))];
	});
	return Object.fromEntries(entries) as Record<string, string>;
}

function redactBody(body: string | null, redact: Redact): string | null {
	if (body === null) return null;
	const redacted = redact(hideInBody(body, hideAll));
	// A secret may be a number, or a text with quotes in it.
	return isJson(body) && !isJson(redacted)
		? JSON.stringify(redactValue(JSON.parse(hideInBody(body, hideAll)), redact))
		: redacted;
}

/** The credentials of an exchange: in its headers, its URLs and its bodies. Short or plain words are not among them. */
export function secretsInExchange(request: HttpRequest, response?: HttpResponse): Secret[] {
	const found = new Set<string>();
	const learn: Hide = (value) => {
		if (isDistinctive(value)) found.add(value);
		return REDACTED;
	};
	const texts = [request.url];
	hideInUrl(request.url, learn);
	for (const { headers, body } of response ? [request, response] : [request]) {
		for (const [name, value] of Object.entries(headers)) {
			const secrets = secretsInHeader(name, value);
			for (const secret of secrets ?? []) found.add(secret);
			if (secrets === undefined) hideInHeader(name, value, learn);
			texts.push(value);
		}
		if (body !== null) hideInBody(body, learn);
		texts.push(body ?? "");
	}
	for (const text of texts) for (const token of webTokensIn(text)) found.add(token);
	return [...found].map((text) => [text, REDACTED]);
}
