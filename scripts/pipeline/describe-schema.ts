import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { DocumentReader, Located } from "../pipeline/document-reader.ts";
import type { Schema } from "../pipeline/openapi.ts";

/** What the description says of one value: a parameter, a header, a field, a member of a payload. */
export interface Fact {
	/** For members of members, the way there: `links.self`, `items[].id`. */
	readonly name: string;
	readonly type: string;
	readonly required: boolean;
	readonly deprecated: boolean;
	readonly pattern?: string;
	readonly limits: readonly Limit[];
	/** Undefined where there is none. */
	readonly default?: unknown;
	readonly example?: unknown;
	/** Markdown. */
	readonly description: string;
	/** Where the fact comes from; empty where the description does not say. */
	readonly sources: readonly string[];
}

/** A rule in words, and the values it is about. */
export interface Limit {
	readonly words: string;
	readonly values?: readonly unknown[];
}

/** The value of `x-source` as a list. */
export function sourcesOf(node: unknown): string[] {
	const source = (node as { "x-source"?: unknown } | undefined)?.["x-source"];
	return source === undefined ? [] : [source].flat().map(String);
}

/** What is said of a value by where it stands, and not by its schema. */
export interface Place {
	readonly name: string;
	readonly required: boolean;
	/** What encloses it comes from. */
	readonly sources: readonly string[];
	readonly description?: string;
	readonly example?: unknown;
}

/** Reads a value and, below it, every member that it can have. */
export function readFacts(reader: DocumentReader, schema: Located<Schema>, place: Place, above: readonly string[] = []): Fact[] {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	const rules = rulesOf(reader, schema);
	const own = sourcesOf(schema.node);
	const stated = own.length > 0 ? own : place.sources;
	const fact: Fact = {
		name: place.name,
		type: rules.type,
		required: place.required,
		deprecated: node.deprecated === true,
		...(rules.pattern !== undefined && { pattern: rules.pattern }),
		limits: rules.limits,
		...(rules.default !== undefined && { default: rules.default }),
		...(place.example !== undefined && { example: place.example }),
		description: place.description ?? String(node.description ?? ""),
		sources: rules.sources.some((source) => stated.includes(source)) ? [...stated] : [...new Set([...stated, ...rules.sources])],
	};
	return [fact, ...membersOf(reader, { node, pointer }, { name: place.name, sources: fact.sources }, above)];
}

/** Reads the members that an object, or the items of a list, can have. */
export function membersOf(
	reader: DocumentReader,
	schema: Located<Schema>,
	{ name, sources }: Pick<Place, "name" | "sources">,
	above: readonly string[] = [],
): Fact[] {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	// A payload can hold its like, at any depth.
	if (above.includes(pointer)) return [];
	const inherited = sourcesOf(node).length > 0 ? sourcesOf(node) : sources;
	const here = [...above, pointer];
	const below = (part: Schema, path: (string | number)[], as = name) =>
		membersOf(reader, { node: part, pointer: pointer + toPointer(path) }, { name: as, sources: inherited }, here);
	const alternatives = (["anyOf", "oneOf"] as const).flatMap((keyword) =>
		(node[keyword] ?? []).flatMap((part, index) => below(part, [keyword, index])),
	);
	const items = node.items ? below(node.items, ["items"], `${name}[]`) : [];
	// Each part of an `allOf` can have a source of its own.
	const parts = (node.allOf ?? []).flatMap((part, index) => below(part, ["allOf", index]));
	const own = Object.entries(node.properties ?? {}).flatMap(([member, property]) =>
		readFacts(
			reader,
			{ node: property, pointer: pointer + toPointer(["properties", member]) },
			{
				name: name === "" ? member : `${name}.${member}`,
				required: node.required?.includes(member) ?? false,
				sources: inherited,
				...(typeof property.description === "string" && { description: property.description }),
			},
			here,
		),
	);
	return [...parts, ...own, ...items, ...alternatives];
}

interface Rules {
	readonly type: string;
	readonly pattern: string | undefined;
	readonly limits: readonly Limit[];
	readonly default: unknown;
	/** Of the components that state the rules. */
	readonly sources: readonly string[];
}

function rulesOf(reader: DocumentReader, schema: Located<Schema>): Rules {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].map((part) => rulesOf(reader, { node: part, pointer }));
	const items = node.items && rulesOf(reader, { node: node.items, pointer: `${pointer}/items` });
	const types = [node.type ?? []].flat().map((type) => (type === "array" && items ? `list of ${items.type}` : type));
	const all = [...types, ...alternatives.map(({ type }) => type)];
	const named = all.length > 0 ? [...new Set(all)] : [node.properties || node.allOf ? "object" : "any"];
	const patterns = [node.pattern, items?.pattern, ...alternatives.map(({ pattern }) => pattern)].filter(
		(one) => one !== undefined,
	);
	return {
		type: named.join(" or "),
		pattern: patterns[0],
		limits: [...limitsOf(node), ...(items?.limits ?? []).map(ofItems), ...alternatives.flatMap(({ limits }) => limits)],
		default: node.default ?? alternatives.find((rules) => rules.default !== undefined)?.default,
		sources: [...sourcesOf(node), ...alternatives.flatMap(({ sources }) => sources)],
	};
}

function ofItems({ words, values }: Limit): Limit {
	return { words: `each ${words}`, ...(values && { values }) };
}

/** What each keyword means, in words. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => Limit | undefined>> = {
	format: (value) => ({ words: "format", values: [value] }),
	enum: (value) => ({ words: "one of", values: Array.isArray(value) ? value : [value] }),
	const: (value) => ({ words: "always", values: [value] }),
	minLength: (value) => ({ words: `at least ${value} characters` }),
	maxLength: (value) => ({ words: `at most ${Number(value).toLocaleString("en-US")} characters` }),
	minimum: (value) => ({ words: `at least ${value}` }),
	maximum: (value) => ({ words: `at most ${value}` }),
	exclusiveMinimum: (value) => ({ words: `more than ${value}` }),
	exclusiveMaximum: (value) => ({ words: `less than ${value}` }),
	multipleOf: (value) => ({ words: `a multiple of ${value}` }),
	minItems: (value) => ({ words: `at least ${value} items` }),
	maxItems: (value) => ({ words: `at most ${value} items` }),
	uniqueItems: (value) => (value === true ? { words: "no item twice" } : undefined),
	contentMediaType: (value) =>
		value === "application/json" ? { words: "text that holds JSON" } : { words: "holds", values: [value] },
	additionalProperties: (value) => (value === false ? { words: "no other member" } : undefined),
};

function limitsOf(schema: Schema): Limit[] {
	const { minLength, maxLength, ...rest } = schema;
	if (minLength !== undefined && minLength === maxLength) return [{ words: `${minLength} characters` }, ...limitsOf(rest)];
	return Object.entries(KEYWORDS).flatMap(([keyword, inWords]) => {
		const value = schema[keyword];
		const limit = value === undefined ? undefined : inWords(value);
		return limit ? [limit] : [];
	});
}
