import { json as isJson } from "./formats.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Redact, Secret } from "./redact.ts";

export const REDACTED = "[redacted]";

const SECRET_HEADERS = /^(?:proxy-)?authorization$|cookie|secret|token|(?:api|auth)-?key|session|signature|password/i;
const SECRET_PARAMETERS =
	/^(?:(?:access|auth|id|refresh)?_?token|key|(?:x-)?api[-_]?key|code|jwt|sig|signature|password|passwd|(?:client_?)?secret|x-amz-(?:signature|credential|security-token))$/i;
/** Fewer than in URLs: in a body, `code`, `key` and `signature` are ordinary members. */
const SECRET_MEMBERS = /^(?:(?:access|auth|id|refresh)?_?token|api_?key|jwt|password|passwd|(?:client_?|api_?)?secret)$/i;
const URL_HEADERS = /^(?:(?:content-)?location|referer)$/;

/** Returns the replacement of a credential, and may collect the credential. */
type Hide = (value: string) => string;

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

/** The scheme of credentials is no secret, and shows how the request was authenticated. Undefined for an ordinary header. */
export function hideHeader(name: string, value: string): string | undefined {
	if (!SECRET_HEADERS.test(name)) return undefined;
	const scheme = name.endsWith("authorization") ? /^(?:basic|bearer|digest) /i.exec(value)?.[0] : undefined;
	return (scheme ?? "") + REDACTED;
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
	hideInUrl(request.url, learn);
	for (const { headers, body } of response ? [request, response] : [request]) {
		for (const [name, value] of Object.entries(headers)) {
			if (SECRET_HEADERS.test(name)) for (const secret of secretsInHeader(name, value)) found.add(secret);
			else hideInHeader(name, value, learn);
		}
		if (body !== null) hideInBody(body, learn);
	}
	return [...found].map((text) => [text, REDACTED]);
}

/** Plain words and small numbers occur everywhere. */
function isDistinctive(value: string): boolean {
	return value.length >= 8 && !/^(?:[a-z]{1,15}|\d{1,7})$/i.test(value);
}

/** The credentials of a secret header: the value of each cookie; what follows the scheme, and the password of HTTP Basic. */
function secretsInHeader(name: string, header: string): string[] {
	if (name.includes("cookie")) {
		// A list of cookies to set has a comma between them, as its dates have.
		const pairs =
			name === "set-cookie" ? header.split(/,(?=[^;,=\s]+=)/).map((cookie) => cookie.split(";")[0] ?? "") : header.split(";");
		return pairs.map((pair) => pair.replace(/^[^=]*=\s*"?|"?\s*$/g, "")).filter(isDistinctive);
	}
	const [, scheme = "", value = header] = /^(Basic|Bearer|Digest) +(.*)$/is.exec(header) ?? [];
	return scheme.toLowerCase() === "basic" ? [value, ...passwordOf(value)] : [value];
}

function passwordOf(basic: string): string[] {
	try {
		const bytes = Uint8Array.from(atob(basic), (character) => character.charCodeAt(0));
		// The name is no secret: payloads may hold it, and are judged as they are.
		const [, password = ""] = new TextDecoder().decode(bytes).split(/:(.*)/s);
		return [password];
	} catch {
		return [];
	}
}

function hideInUrl(url: string, hide: Hide): string {
	const [, address = "", fragment] = /^([^#]*)(?:#(.*))?$/s.exec(url) ?? [];
	const hidden = address.replace(/^((?:[a-z][a-z\d+.-]*:)?\/\/)([^/?]*)@/i, (_, start: string, user: string) => {
		hide(decodeParameter(user.replace(/^[^:]*:/, "")));
		return start;
	});
	const query = hidden.replace(/(?<=[?&])[^&]*/g, (parameter) => hideParameter(parameter, SECRET_PARAMETERS, hide));
	if (!fragment) return url.includes("#") ? `${query}#` : query;
	for (const parameter of fragment.split("&")) hide(decodeParameter(parameter.replace(/^[^=]*=/, "")));
	return `${query}#${REDACTED}`;
}

function hideParameter(parameter: string, names: RegExp, hide: Hide): string {
	const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(parameter) ?? [];
	return value !== "" && names.test(decodeParameter(name)) ? `${name}=${hide(decodeParameter(value))}` : parameter;
}

function decodeParameter(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll("+", " "));
	} catch {
		return text;
	}
}

/** URLs stand in headers whole, in angle brackets (`Link`), or after `url=` (`Refresh`). */
function hideInHeader(name: string, value: string, hide: Hide): string {
	if (URL_HEADERS.test(name) || /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(value)) return hideInUrl(value, hide);
	if (!/[<=]/.test(value)) return value;
	return value.replace(/(?<=<)[^<>]*(?=>)|(?<=;\s*url=).*/gi, (url) => hideInUrl(url, hide));
}

/** A quick test, as most bodies hold none of these names. */
const SECRET_HINT = /token|jwt|passw|secret|api_?key/i;

/** Hides members of JSON, or fields of a form; everything else remains as it is. */
function hideInBody(body: string, hide: Hide): string {
	if (!SECRET_HINT.test(body)) return body;
	if (/^\s*[{[]/.test(body)) {
		const member = /("(?:[^"\\]|\\.)*")(?:(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*))?/gs;
		return body.replace(member, (whole, name: string, colon: string | undefined, value: string) => {
			if (colon === undefined || value === '""' || !SECRET_MEMBERS.test(name.slice(1, -1))) return whole;
			return `${name}${colon}"${hide(isJson(value) ? String(JSON.parse(value)) : value)}"`;
		});
	}
	if (/^[^=&\s<]+=/.test(body)) {
		return body.replace(/(?<=^|&)[^&]*/g, (field) => hideParameter(field, SECRET_MEMBERS, hide));
	}
	return body;
}
