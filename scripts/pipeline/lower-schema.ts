import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { Schema } from "./openapi.ts";
import { LISTS, MAPS, SINGLE } from "./visit-schemas.ts";

/** Keywords that inform people and constrain nothing. Extensions (`x-…`) count among them. */
const ANNOTATIONS = new Set([
	...["title", "description", "default", "deprecated", "example", "examples"],
	...["externalDocs", "readOnly", "writeOnly", "xml", "$comment"],
]);

/** Annotations that the run time reads: the sources of a rule, the value that replaces a missing one, and facts for the contract tests. */
const KEPT = new Set(["x-source", "default", "x-increases", "x-url-path", "x-ignored-with"]);

const COMPONENT = "#/components/schemas/";

/** The name of the schema component that a reference leads to. */
function componentName(reference: string): string {
	return reference.slice(COMPONENT.length);
}

/** The name of the lowered schema "this component, or null". */
function nullableName(name: string): string {
	return `${name}_or_null`;
}

/** Reduces every schema component, and adds a variant of each typed one that also takes null: see `lowerSchema`. */
export function lowerSchemas(components: Components, options: LowerOptions = {}): JsonSchemas {
	const lowered: Record<string, JsonSchema> = {};
	for (const [name, schema] of Object.entries(components)) {
		lowered[name] = lowerSchema(schema, components, options);
		if (schema.type === undefined) continue;
		lowered[nullableName(name)] = lowerSchema({ ...schema, type: withNull(schema.type) }, components, options);
	}
	return lowered;
}

/**
 * Reduces a schema of the bundle to its constraints: annotations are dropped, and a reference becomes the bare name of
 * its component.
 *
 * `anyOf: [X, { type: "null" }]`, the way to write "X or null" without repeating X, becomes X with null among its
 * types. A validator then reports the rule of X that a value breaks, and not that neither branch matched.
 */
export function lowerSchema(schema: Schema | boolean, components: Components, options: LowerOptions = {}): JsonSchema {
	if (typeof schema === "boolean") return schema;
	const lowered: Record<string, unknown> = {};
	for (const [keyword, value] of Object.entries(withoutNullBranch(schema, components))) {
		const kept = options.annotations === true && KEPT.has(keyword);
		if (!kept && (ANNOTATIONS.has(keyword) || keyword.startsWith("x-"))) continue;
		lowered[keyword] = lowerKeyword(keyword, value, (child) => lowerSchema(child, components, options));
	}
	return lowered;
}

interface LowerOptions {
	/** Keeps `x-source` and `default`, which the run time reads. No validator can be compiled from the result. */
	readonly annotations?: boolean;
}

type Components = Readonly<Record<string, Schema>>;

function withoutNullBranch(schema: Schema, components: Components): Schema {
	const { anyOf, ...siblings } = schema;
	if (anyOf?.length !== 2 || !anyOf.some(({ type }) => type === "null")) return schema;
	const branch = anyOf.find(({ type }) => type !== "null");
	const name = branch?.$ref && componentName(branch.$ref);
	// A component without a type of its own, such as an allOf, cannot be widened by one word.
	const type = name === undefined ? branch?.type : components[name]?.type;
	if (type === undefined) return schema;
	return {
		...siblings,
		...branch,
		...(branch?.type !== undefined && { type: withNull(branch.type) }),
		...(name !== undefined && { $ref: COMPONENT + nullableName(name) }),
	};
}

function lowerKeyword(keyword: string, value: unknown, lowerChild: (schema: Schema) => JsonSchema): unknown {
	if (keyword === "$ref") return componentName(value as string);
	if (MAPS.has(keyword)) return mapValues(value as Record<string, Schema>, lowerChild);
	if (LISTS.has(keyword)) return (value as Schema[]).map(lowerChild);
	return SINGLE.has(keyword) ? lowerChild(value as Schema) : value;
}

function withNull(type: Schema["type"]): Schema["type"] & unknown[] {
	return [...new Set([...[type ?? []].flat(), "null" as const])];
}

/** Maps the values of a record, and keeps its keys. */
export function mapValues<From, To>(
	record: Readonly<Record<string, From>>,
	map: (value: From, key: string) => To,
): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
