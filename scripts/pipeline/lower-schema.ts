import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { Schema } from "./openapi.ts";

/** Keywords that tell people something and constrain nothing. Extensions (`x-…`) count among them. */
const ANNOTATIONS = new Set([
	"title",
	"description",
	"default",
	"deprecated",
	"example",
	"examples",
	"externalDocs",
	"readOnly",
	"writeOnly",
	"xml",
	"$comment",
]);

/** Annotations that the run time reads: where a rule comes from, and the value that stands for a missing one. */
const KEPT = new Set(["x-source", "default"]);

const COMPONENT = "#/components/schemas/";

/** The name of the schema component that a reference leads to. */
export function componentName(reference: string): string {
	return reference.slice(COMPONENT.length);
}

/** The name under which "this component, or null" is kept among the lowered schemas. */
function nullableName(name: string): string {
	return `${name}_or_null`;
}

/** Reduces every schema component, and adds of each the variant that also takes null: see `lowerSchema`. */
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
 * Reduces a schema of the bundle to what constrains a value: annotations are dropped, and a reference becomes
 * the bare name of its component.
 *
 * `anyOf: [X, { type: "null" }]`, the way to write "X or null" without repeating X, becomes X with null among its
 * types. A validator then reports the rule of X that a value breaks, and not that neither branch
 * matched.
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

export interface LowerOptions {
	/** Keeps `x-source` and `default`, which the run time reads. A validator cannot be compiled from the result. */
	readonly annotations?: boolean;
}

type Components = Readonly<Record<string, Schema>>;

function withoutNullBranch(schema: Schema, components: Components): Schema {
	const { anyOf, ...siblings } = schema;
	const branch =
		anyOf?.length === 2 && anyOf.some(({ type }) => type === "null") ? anyOf.find(({ type }) => type !== "null") : undefined;
	if (branch === undefined) return schema;
	if (branch.$ref === undefined)
		return branch.type === undefined ? schema : { ...siblings, ...branch, type: withNull(branch.type) };
	const name = componentName(branch.$ref);
	// A component without a type of its own, such as an allOf, cannot be widened by one word.
	return components[name]?.type === undefined ? schema : { ...siblings, ...branch, $ref: COMPONENT + nullableName(name) };
}

function lowerKeyword(keyword: string, value: unknown, lowerChild: (schema: Schema) => JsonSchema): unknown {
	switch (keyword) {
		case "$ref":
			return componentName(value as string);
		case "properties":
		case "patternProperties":
		case "dependentSchemas":
		case "$defs":
			return mapValues(value as Record<string, Schema>, lowerChild);
		case "allOf":
		case "anyOf":
		case "oneOf":
		case "prefixItems":
			return (value as Schema[]).map(lowerChild);
		case "items":
		case "not":
		case "if":
		case "then":
		case "else":
		case "contains":
		case "propertyNames":
		case "additionalProperties":
		case "unevaluatedProperties":
		case "unevaluatedItems":
			return lowerChild(value as Schema);
		default:
			return value;
	}
}

function withNull(type: Schema["type"]): Schema["type"] & unknown[] {
	return [...new Set([...[type ?? []].flat(), "null" as const])];
}

export function mapValues<From, To>(
	record: Readonly<Record<string, From>>,
	map: (value: From, key: string) => To,
): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
