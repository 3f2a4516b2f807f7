import { json as isJson } from "./formats.ts";
import { decodePercent } from "./user-info.ts";

export const REDACTED = "[redacted]";

/** What a name ends with that stands for a credential, wherever it is. The token of a page is none. */
const SECRET_WORDS =
	"(?<!(?:page|next|previous|continuation)[-_]?)token|secret|passw(?:or)?d|passphrase|pwd|jwt|[cx]srf|assertion|(?:api|access|auth|private|subscription)[-_]?key(?:[-_]?id)?";
/** Fewer than in URLs: in a body, `code`, `key` and `signature` are ordinary members. */
const SECRET_MEMBERS = new RegExp(`(?:${SECRET_WORDS})$`, "i");
const SECRET_PARAMETERS = new RegExp(
	`(?:${SECRET_WORDS}|signature|credential|verifier|session(?:[-_]?id)?)$|^(?:key|code|sig|auth|pass|otp|hmac|ticket|SAML(?:Request|Response))$`,
	"i",
);
const SECRET_HEADERS = new RegExp(
	`^(?:proxy-)?authorization$|^x-auth$|cookie|token|session|signature|credential|secret|password|jwt|[cx]srf|${SECRET_WORDS}`,
	"i",
);
const URL_HEADERS = /^(?:(?:content-)?location|referer)$/;
/** JSON Web Tokens (RFC 7519), which are credentials wherever they are. */
const WEB_TOKEN = /\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]+/g;

/** Returns the replacement of a credential, and may collect the credential. */
export type Hide = (value: string) => string;

/** The scheme of credentials is no secret, and shows how the request was authenticated. Undefined for an ordinary header. */
export function hideHeader(name: string, value: string): string | undefined {
	if (!SECRET_HEADERS.test(name)) return undefined;
	const scheme = name.endsWith("authorization") ? /^(?:basic|bearer|digest) /i.exec(value)?.[0] : undefined;
	return (scheme ?? "") + REDACTED;
}

/** The credentials of a header; undefined for an ordinary one. */
export function secretsInHeader(name: string, value: string): string[] | undefined {
	if (!SECRET_HEADERS.test(name)) return undefined;
	if (name.includes("cookie")) return cookiesIn(name, value).flatMap(valuesOfCookie);
	if (!name.endsWith("authorization")) return [decodePercent(value)];
	const [, scheme = "", credentials = value] = /^([\w-]+) +(.*)$/s.exec(value) ?? [];
	const signatures = [...credentials.matchAll(/(?:signature|response|token)="?([^",\s]+)/gi)].map(([, text = ""]) => text);
	const passwords = scheme.toLowerCase() === "basic" ? passwordOf(credentials) : [];
	return [credentials, ...passwords, ...signatures.map(decodePercent)];
}

/** A list of cookies to set has a comma or a line break between them; commas stand in their dates, too. */
function cookiesIn(name: string, header: string): string[] {
	if (name !== "set-cookie") return header.split(";");
	return header.split(/[,\n]\s*(?=[^;,=\s]+=)/).map((cookie) => cookie.split(";")[0] ?? "");
}

/** The value of a cookie, and the parts that a signed one has. */
function valuesOfCookie(cookie: string): string[] {
	const value = cookie.replace(/^[^=]*=\s*"?|"?\s*$/g, "");
	const parts = value.split(/[.|:]/).filter((part) => part.length >= MIN_PART);
	return [value, ...parts].map(decodePercent).filter(isDistinctive);
}

/** The length from which a part of a cookie is a credential by itself. */
const MIN_PART = 12;

/** Plain words and small numbers occur everywhere. */
export function isDistinctive(value: string): boolean {
	return value.length >= 8 && !/^(?:[a-z]{1,15}|\d{1,7})$/i.test(value);
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

/** The tokens in a text that are credentials by their form. */
export function webTokensIn(text: string): string[] {
	return text.match(WEB_TOKEN) ?? [];
}

/** Hides user and password, the fragment, and secret parameters, also of a URL within the query. */
export function hideInUrl(url: string, hide: Hide): string {
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
	if (value === "") return parameter;
	const decoded = decodeParameter(value);
	if (names.test(decodeParameter(name))) return `${name}=${hide(decoded)}`;
	if (!/[?#@]/.test(decoded)) return parameter;
	const hidden = hideInText(decoded, hide);
	return hidden === decoded ? parameter : `${name}=${encodeURIComponent(hidden)}`;
}

function decodeParameter(text: string): string {
	return decodePercent(text.replaceAll("+", " "));
}

/** URLs stand in headers whole, in angle brackets (`Link`), or after `url=` (`Refresh`). */
export function hideInHeader(name: string, value: string, hide: Hide): string {
	if (URL_HEADERS.test(name) || /^(?:[a-z][a-z\d+.-]*:\/)?\//i.test(value)) return hideInUrl(value, hide);
	if (!/[<=]/.test(value)) return value;
	return value.replace(/(?<=<)[^<>]*(?=>)|(?<=;\s*url=).*/gi, (url) => hideInUrl(url, hide));
}

/** A quick test, as most bodies hold none of these names. */
const SECRET_HINT = new RegExp(
	`${SECRET_WORDS}|[?&#](?:[\\w-]*(?:signature|credential|verifier)|session|key|code|sig|auth|pass|ticket)=|://[^/"\\s]*@`,
	"i",
);

/** Hides members of JSON, fields of a form, and parameters of the URLs in them; everything else remains as it is. */
export function hideInBody(body: string, hide: Hide): string {
	if (!SECRET_HINT.test(body)) return body;
	if (/^\s*[{[]/.test(body)) return hideInJson(body, hide);
	if (/^[^=&\s<]+=/.test(body)) {
		return body.replace(/(?<=^|&)[^&]*/g, (field) => hideParameter(field, SECRET_MEMBERS, hide));
	}
	return body.startsWith("--") ? hideInMultipart(body, hide) : body;
}

/** Reads strings and not the whole, because a body may be malformed, or end early. */
function hideInJson(body: string, hide: Hide): string {
	const member = /("(?:[^"\\]|\\.)*")(?:(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)?)?/gs;
	return body.replace(member, (whole, name: string, colon: string | undefined, value: string | undefined) => {
		if (colon === undefined) return hideInString(name, hide);
		if (value === undefined || value === '""') return whole;
		if (!SECRET_MEMBERS.test(name.slice(1, -1))) return `${name}${colon}${hideInString(value, hide)}`;
		return `${name}${colon}"${hide(isJson(value) ? String(JSON.parse(value)) : value)}"`;
	});
}

/** A string of JSON, which may hold JSON or URLs itself. */
function hideInString(literal: string, hide: Hide): string {
	if (!SECRET_HINT.test(literal) || !isJson(literal)) return literal;
	const text: unknown = JSON.parse(literal);
	if (typeof text !== "string") return literal;
	const hidden = /^\s*[{["]/.test(text) ? hideInJson(text, hide) : hideInText(text, hide);
	return hidden === text ? literal : JSON.stringify(hidden);
}

function hideInText(text: string, hide: Hide): string {
	if (text.startsWith("/")) return hideInUrl(text, hide);
	return text.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, (url) => hideInUrl(url, hide));
}

function hideInMultipart(body: string, hide: Hide): string {
	const part = /(\bname="([^"]*)"[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n)(.*?)(?=\r?\n--)/gs;
	return body.replace(part, (whole, head: string, name: string, value: string) => {
		return SECRET_MEMBERS.test(name) && value !== "" ? head + hide(value) : whole;
	});
}
