import type { JsonSchema } from "../../src/operation/json-schema.ts";
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

const COMPONENT = "#/components/schemas/";

/** The name of the schema component that a reference leads to. */
export function componentName(reference: string): string {
	return reference.slice(COMPONENT.length);
}

/**
 * Reduces a schema of the bundle to what constrains a value: annotations are dropped, and a reference becomes
 * the bare name of its component.
 *
 * `anyOf: [X, { type: "null" }]`, the way to write "X or null" without repeating X, becomes X with null among its
 * types. A validator then reports the rule of X that a value breaks, and not that neither branch
 * matched.
 */
export function lowerSchema(schema: Schema | boolean, components: Readonly<Record<string, Schema>>): JsonSchema {
	return lower(schema, components, []);
}

function lower(schema: Schema | boolean, components: Readonly<Record<string, Schema>>, inlined: string[]): JsonSchema {
	if (typeof schema === "boolean") return schema;
	const nullable = nullableBranch(schema);
	if (nullable !== undefined) {
		const { anyOf: _, ...siblings } = schema;
		const target = inlineTarget(nullable, components, inlined);
		if (target !== undefined) {
			return lower({ ...target.schema, ...siblings, type: withNull(target.schema.type) }, components, target.inlined);
		}
	}
	const lowered: Record<string, unknown> = {};
	for (const [keyword, value] of Object.entries(schema)) {
		if (ANNOTATIONS.has(keyword) || keyword.startsWith("x-")) continue;
		lowered[keyword] = lowerKeyword(keyword, value, (child) => lower(child, components, inlined));
	}
	return lowered;
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

/** The X of `anyOf: [X, { type: "null" }]`. */
function nullableBranch({ anyOf }: Schema): Schema | undefined {
	if (anyOf?.length !== 2) return undefined;
	const branch = anyOf.find(({ type }) => type !== "null");
	return anyOf.some(({ type }) => type === "null") ? branch : undefined;
}

/** The schema to write in place of a branch; undefined where it has no type, or contains itself. */
function inlineTarget(branch: Schema, components: Readonly<Record<string, Schema>>, inlined: string[]) {
	if (branch.$ref === undefined) return branch.type === undefined ? undefined : { schema: branch, inlined };
	const name = componentName(branch.$ref);
	const { $ref: _, ...siblings } = branch;
	const target = components[name];
	if (inlined.includes(name) || target?.type === undefined) return undefined;
	return { schema: { ...target, ...siblings }, inlined: [...inlined, name] };
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
