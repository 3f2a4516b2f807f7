import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { type DocumentReader, type Located, sourcesOf } from "./document-reader.ts";
import type { Schema } from "./openapi.ts";

/** What the description says about one value: a parameter, a header, a field or a member of a payload. */
export interface ValueDoc {
	/** The path to a nested member: `links.self`, `items[].id`. */
	readonly name: string;
	/** In words: `string or null`, `list of integer`. */
	readonly type: string;
	readonly required: boolean;
	readonly deprecated: boolean;
	readonly pattern: string | undefined;
	readonly constraints: readonly Constraints[];
	/** Undefined if there is none. */
	readonly default: unknown;
	readonly example: unknown;
	/** Markdown. */
	readonly description: string;
	/** The names of the sources of all this; empty if the description names none. */
	readonly sources: readonly string[];
}

/** A schema whose keywords constrain the value. */
export interface Constraints {
	readonly schema: Schema;
	/** Whether they constrain each item of a list, not the list. */
	readonly perItem: boolean;
}

/** What the node around a schema says about its value. */
interface ValueContext {
	readonly name: string;
	readonly required: boolean;
	/** Of the enclosing node. */
	readonly sources: readonly string[];
	/** Takes precedence over the schema's own. */
	readonly description?: string | undefined;
	readonly example?: unknown;
}

/**
 * Describes a value and, after it, all its members, at any depth.
 *
 * @param above pointers of the enclosing schemas: a schema that contains itself is described once
 */
export function describeValues(
	reader: DocumentReader,
	schema: Located<Schema>,
	context: ValueContext,
	above: readonly string[] = [],
): ValueDoc[] {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	const { sources: stating, ...rules } = readValueRules(reader, schema);
	const stated = sourcesOf(schema.node, context.sources);
	const sources = stating.some((source) => stated.includes(source)) ? stated : [...new Set([...stated, ...stating])];
	const value: ValueDoc = {
		...rules,
		name: context.name,
		required: context.required,
		deprecated: node.deprecated === true,
		example: context.example,
		description: context.description ?? String(node.description ?? ""),
		sources,
	};
	return [value, ...describeMembers(reader, { node, pointer }, { name: context.name, sources }, above)];
}

/** Describes the members of an object or of the items of a list. */
export function describeMembers(
	reader: DocumentReader,
	schema: Located<Schema>,
	{ name, sources }: Pick<ValueContext, "name" | "sources">,
	above: readonly string[] = [],
): ValueDoc[] {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	if (above.includes(pointer)) return [];
	const inherited = sourcesOf(node, sources);
	const here = [...above, pointer];
	const below = (part: Schema, path: (string | number)[], as = name) =>
		describeMembers(reader, { node: part, pointer: pointer + toPointer(path) }, { name: as, sources: inherited }, here);
	const partsOf = (keyword: "allOf" | "anyOf" | "oneOf") =>
		(node[keyword] ?? []).flatMap((part, index) => below(part, [keyword, index]));
	const own = Object.entries(node.properties ?? {}).flatMap(([member, property]) =>
		describeValues(
			reader,
			{ node: property, pointer: pointer + toPointer(["properties", member]) },
			{
				name: name === "" ? member : `${name}.${member}`,
				required: node.required?.includes(member) ?? false,
				sources: inherited,
				description: typeof property.description === "string" ? property.description : undefined,
			},
			here,
		),
	);
	const items = node.items ? below(node.items, ["items"], `${name}[]`) : [];
	return [...partsOf("allOf"), ...own, ...items, ...partsOf("anyOf"), ...partsOf("oneOf")];
}

/** The rules of a schema; `sources` are those of the components that state them. */
function readValueRules(
	reader: DocumentReader,
	schema: Located<Schema>,
): Pick<ValueDoc, "type" | "pattern" | "constraints" | "default" | "sources"> {
	const { node, pointer } = reader.resolve(schema.node, schema.pointer);
	const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].map((part) =>
		readValueRules(reader, { node: part, pointer }),
	);
	const items = node.items && readValueRules(reader, { node: node.items, pointer: `${pointer}/items` });
	const types = [node.type ?? []].flat().map((type) => (type === "array" && items ? `list of ${items.type}` : type));
	const named = new Set([...types, ...alternatives.map(({ type }) => type)]);
	if (named.size === 0) named.add(node.properties || node.allOf ? "object" : "any");
	const patterns = [node.pattern, items?.pattern, ...alternatives.map(({ pattern }) => pattern)];
	return {
		type: [...named].join(" or "),
		pattern: patterns.find((pattern) => pattern !== undefined),
		constraints: [
			{ schema: node, perItem: false },
			...(items?.constraints ?? []).map(({ schema }) => ({ schema, perItem: true })),
			...alternatives.flatMap(({ constraints }) => constraints),
		],
		default: node.default ?? alternatives.find((rules) => rules.default !== undefined)?.default,
		sources: [...sourcesOf(node), ...alternatives.flatMap(({ sources }) => sources)],
	};
}
