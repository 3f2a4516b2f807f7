import type { RequestParts } from "./arguments.ts";
import type { OperationDescriptor, ParameterDescriptor, ParameterLocation } from "./descriptor.ts";
import { decodeForm, type Entries, encodeForm } from "./form.ts";
import { json as isJson } from "./formats.ts";
import type { HttpRequest } from "./http.ts";
import { fillPath, matchPath } from "./path-template.ts";
import { withoutSlash } from "./rebase-url.ts";
import { decodePercent } from "./user-info.ts";
import { decodeValue, encodeValue } from "./value.ts";

/**
 * Writes a request of an operation. The caller adds credentials and other common headers.
 *
 * @param baseUrl where to send it; the operation's own server by default
 * @throws {TypeError} naming the argument that cannot be written
 */
export function encodeRequest(operation: OperationDescriptor, parts: RequestParts, baseUrl = operation.server): HttpRequest {
	const query = encodeForm(parametersIn(operation, "query"), parts.query ?? {});
	const [header, cookie] = (["header", "cookie"] as const).map((location) => encodeEach(operation, location, parts[location]));
	const headers: Record<string, string> = { accept: acceptOf(operation), ...writeHeaders(header, cookie) };
	const body = encodeBody(operation, parts.body);
	if (operation.body && body !== null) headers["content-type"] = operation.body.mediaType;
	return {
		method: operation.method,
		url: `${withoutSlash(baseUrl)}${fillPath(operation, parts.path ?? {})}${query === "" ? "" : `?${query}`}`,
		headers,
		body,
	};
}

const accepted = new WeakMap<OperationDescriptor, string>();

/** The documented media types of all responses, for the header `Accept`. */
export function acceptOf(operation: OperationDescriptor): string {
	const known = accepted.get(operation);
	if (known !== undefined) return known;
	const accept = [...new Set(Object.values(operation.responses).flat())].join(", ") || "*/*";
	accepted.set(operation, accept);
	return accept;
}

function encodeEach(
	operation: OperationDescriptor,
	location: ParameterLocation,
	values: Readonly<Record<string, unknown>> = {},
): Entries {
	const encoded = Object.entries(parametersIn(operation, location)).map(([name, descriptor]) => [
		name,
		encodeValue(descriptor, values[name]),
	]);
	return Object.fromEntries(encoded);
}

/** Writes the header and cookie parameters from their texts. Names are in lower case. */
export function writeHeaders(headers: Entries = {}, cookies: Entries = {}): Record<string, string> {
	const written: Record<string, string> = {};
	for (const [name, texts] of Object.entries(headers)) {
		if (texts.length > 0) written[name.toLowerCase()] = texts.join(",");
	}
	const pairs = Object.entries(cookies).flatMap(([name, texts]) => texts.map((text) => `${name}=${encodeURIComponent(text)}`));
	if (pairs.length > 0) written.cookie = pairs.join("; ");
	return written;
}

/** Writes the body; null where the operation has none, or an optional one of which nothing is given. */
function encodeBody(operation: OperationDescriptor, values: Readonly<Record<string, unknown>> | undefined): string | null {
	if (operation.body === undefined || values === undefined) return null;
	if (operation.body.mediaType === "application/x-www-form-urlencoded") return encodeForm(operation.body.fields, values);
	return JSON.stringify(values);
}

/**
 * Reads a request as the parts of an operation's arguments, each value as its descriptor says. A value of another shape stays
 * text, which the validators reject.
 *
 * A body of another media type than the documented one is not read: its fields count as left out. A webhook, which has no path, is
 * read at any address.
 *
 * @returns undefined where the path is not the operation's
 */
export function decodeRequest(operation: OperationDescriptor, request: HttpRequest): RequestParts | undefined {
	const { pathname, search } = new URL(request.url, "http://localhost");
	const path = operation.path === "" ? {} : matchPath(operation.path, pathname);
	return path && decodeParts(operation, request, path, search.slice(1));
}

/**
 * Reads a request whose path was matched already, as `decodeRequest` does.
 *
 * @param path the decoded values of the path parameters
 * @param query the query, without the question mark
 */
export function decodeParts(
	operation: OperationDescriptor,
	request: HttpRequest,
	path: Readonly<Record<string, string>>,
	query: string,
): RequestParts {
	const parts: RequestParts = {};
	const located = parametersOf(operation);
	if (located.path) parts.path = decodeEach(located.path, (name) => path[name]);
	if (located.query) parts.query = decodeForm(located.query, query);
	if (located.header) parts.header = decodeEach(located.header, (name) => request.headers[name.toLowerCase()]);
	if (located.cookie) {
		const cookies = readCookies(request.headers.cookie ?? "");
		parts.cookie = decodeEach(located.cookie, (name) => cookies.get(name));
	}
	if (operation.body) parts.body = decodeBody(operation.body, request);
	return parts;
}

/** Why `decodeParts` does not read the body of a request; undefined where it does, or where there is none. */
export function unreadReason({ body: described }: OperationDescriptor, request: HttpRequest): string | undefined {
	if (request.body === null || request.body === "") return undefined;
	if (described === undefined) return "the operation has none";
	const mediaType = mediaTypeOf(request);
	if (mediaType !== described.mediaType) return `expected ${described.mediaType}, got ${mediaType || "no content-type"}`;
	return described.mediaType === "application/x-www-form-urlencoded" || isJson(request.body) ? undefined : "expected JSON";
}

/** How the body of a request is compressed; undefined where it is not, or where there is none. */
export function bodyEncoding({ headers, body }: HttpRequest): string | undefined {
	const encoding = headers["content-encoding"]?.trim().toLowerCase();
	return body && encoding && encoding !== "identity" ? encoding : undefined;
}

function mediaTypeOf({ headers }: HttpRequest): string {
	const [mediaType = ""] = (headers["content-type"] ?? "").split(";");
	return mediaType.trim().toLowerCase();
}

function decodeBody(body: NonNullable<OperationDescriptor["body"]>, request: HttpRequest): Record<string, unknown> {
	if (mediaTypeOf(request) !== body.mediaType || request.body === null) return {};
	if (body.mediaType === "application/x-www-form-urlencoded") return decodeForm(body.fields, request.body);
	try {
		return JSON.parse(request.body);
	} catch {
		return {};
	}
}

/** Reads the documented headers of a response. Missing ones are left out. */
export function decodeHeaders(
	descriptors: Readonly<Record<string, ParameterDescriptor | Omit<ParameterDescriptor, "in">>>,
	headers: Readonly<Record<string, string>>,
): Record<string, unknown> {
	return decodeEach(descriptors, (name) => headers[name.toLowerCase()]);
}

function decodeEach(
	descriptors: Readonly<Record<string, Omit<ParameterDescriptor, "in">>>,
	textOf: (name: string) => string | undefined,
): Record<string, unknown> {
	const values: Record<string, unknown> = Object.create(null);
	for (const [name, descriptor] of Object.entries(descriptors)) {
		const text = textOf(name);
		if (text === undefined) continue;
		values[name] = decodeValue(descriptor, descriptor.array ? text.split(",").map((item) => item.trim()) : [text]);
	}
	return values;
}

function parametersIn(operation: OperationDescriptor, location: ParameterLocation): Parameters {
	return parametersOf(operation)[location] ?? {};
}

type Parameters = Readonly<Record<string, ParameterDescriptor>>;
type ParametersByLocation = { readonly [Location in ParameterLocation]?: Parameters };

/** Descriptors never change, so that their parameters are sorted by location once. */
const locatedParameters = new WeakMap<OperationDescriptor, ParametersByLocation>();

function parametersOf(operation: OperationDescriptor): ParametersByLocation {
	const known = locatedParameters.get(operation);
	if (known !== undefined) return known;
	const located: { [Location in ParameterLocation]?: Record<string, ParameterDescriptor> } = {};
	for (const [name, parameter] of Object.entries(operation.parameters)) {
		const parameters = located[parameter.in] ?? {};
		parameters[name] = parameter;
		located[parameter.in] = parameters;
	}
	locatedParameters.set(operation, located);
	return located;
}

function readCookies(header: string): Map<string, string> {
	const pairs = header.split(";").map((pair) => pair.split("="));
	// Cookies may be set without percent-encoding.
	return new Map(pairs.map(([name = "", ...value]) => [name.trim(), decodePercent(value.join("="))]));
}
