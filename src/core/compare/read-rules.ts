import { isRecord } from "../operation/is-record.ts";
import type { ValueRules } from "./value-rules.ts";

type OpenApiObject = Readonly<Record<string, unknown>>;

/** What a description says beside its schemas, read from objects whose references were followed; see {@link ValueRules}. */

/** Texts for people. */
export function readDocumentation({ title, summary, description }: OpenApiObject): OpenApiObject | undefined {
	const texts = Object.entries({ title, summary, description }).filter(([, text]) => text !== undefined && text !== "");
	return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

/** A value as it is; undefined if JSON cannot hold it, as YAML can write a list that contains itself. */
export function readPlainValue(value: unknown): unknown {
	try {
		return typeof value === "object" && JSON.stringify(value) === undefined ? undefined : value;
	} catch {
		return undefined;
	}
}

/** The values of all examples of a parameter, header, media type or schema, each once. */
export function readExamples(
	{ example, examples }: OpenApiObject,
	resolve: ReferenceResolver = (value) => value,
): unknown[] | undefined {
	const named = isRecord(examples) ? Object.values(examples).map(resolve) : [];
	const values = named.map((one) => (isRecord(one) && "value" in one ? one.value : one));
	const stated = [...(example === undefined ? [] : [example]), ...(Array.isArray(examples) ? examples : values)];
	const all = stated.map(readPlainValue).filter((value) => value !== undefined);
	return all.length > 0 ? uniqueValues(all) : undefined;
}

function uniqueValues(values: readonly unknown[]): unknown[] {
	return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

type ReferenceResolver = (value: unknown) => unknown;

/** Extensions that are read under a name of their own, or that say nothing to those who use the API. */
const OTHER_EXTENSIONS = new Set([
	"x-source",
	"x-sources",
	"x-nullable",
	"x-alternatives",
	"x-exclusive",
	"x-nothing",
	"x-pagination",
	"x-idempotent",
]);

/** All other extensions, by name. */
export function readExtensions(object: OpenApiObject): OpenApiObject {
	const read = Object.entries(object).filter(([name]) => name.startsWith("x-") && !OTHER_EXTENSIONS.has(name));
	return Object.fromEntries(read.map(([name, value]) => [name, readPlainValue(value)]));
}

/** The styles that values have where none is stated. */
const STYLE_OF_PART: Readonly<Record<string, string>> = { query: "form", cookie: "form", path: "simple", header: "simple" };

/** How a parameter or header is written. Lists and objects can be written in one entry or in many. */
export function readWireStyle(
	{ style, explode, allowReserved }: OpenApiObject,
	part: string,
	types: readonly unknown[],
): ValueRules {
	const effective = style ?? STYLE_OF_PART[part];
	const isCompound = types.length === 0 || types.includes("array") || types.includes("object");
	return {
		style: effective,
		explode: isCompound ? (explode ?? effective === "form") : undefined,
		allowReserved: allowReserved === true || undefined,
	};
}

/** How the fields of a form are written, where they are not written as usual. */
export function readEncoding(mediaType: OpenApiObject): Readonly<Record<string, ValueRules>> {
	const fields = Object.entries(isRecord(mediaType.encoding) ? mediaType.encoding : {});
	return Object.fromEntries(fields.map(([name, encoding]) => [name, { encoding: unusualEncoding(encoding) }]));
}

function unusualEncoding(encoding: unknown): OpenApiObject | undefined {
	const { contentType, style = "form", explode = style === "form", allowReserved } = isRecord(encoding) ? encoding : {};
	const unusual = Object.entries({
		contentType,
		style: style === "form" ? undefined : style,
		explode: explode === (style === "form") ? undefined : explode,
		allowReserved: allowReserved === true || undefined,
	}).filter(([, value]) => value !== undefined);
	return unusual.length > 0 ? Object.fromEntries(unusual) : undefined;
}

/** The addresses of servers; requests go to the first. */
export function readServers(servers: unknown): string[] {
	const addresses = Array.isArray(servers) ? servers.map((server) => (isRecord(server) ? server.url : undefined)) : [];
	const known = addresses.filter((url) => typeof url === "string").map((url) => url.replace(/\/$/, ""));
	return known.length > 0 ? known : [""];
}

/**
 * The alternatives of credentials. Each is a list of everything that a request has to carry; an empty one means that there need
 * be none.
 *
 * @param schemes the security schemes by name
 */
export function readSecurity(security: unknown, schemes: OpenApiObject, resolve: ReferenceResolver): string[][] {
	const alternatives = Array.isArray(security) ? security : [];
	const read = alternatives.map((alternative) =>
		Object.entries(isRecord(alternative) ? alternative : {}).flatMap(([name, scopes]) => {
			const kind = schemeKind(name, resolve(schemes[name]));
			return [kind, ...(Array.isArray(scopes) ? scopes.map((scope) => `${kind} for ${scope}`) : [])];
		}),
	);
	return read.length > 0 ? read.map((kinds) => kinds.sort()) : [[]];
}

function schemeKind(name: string, scheme: unknown): string {
	if (!isRecord(scheme)) return name;
	const { type, scheme: ofHttp, in: part, name: key, openIdConnectUrl } = scheme;
	const kinds: Readonly<Record<string, string>> = {
		http: `HTTP ${ofHttp}`,
		apiKey: `${part} ${key}`,
		openIdConnect: `OpenID Connect of ${openIdConnectUrl}`,
	};
	return kinds[String(type)] ?? String(type);
}
