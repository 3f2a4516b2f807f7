import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { extensionsOn } from "./extensions.ts";
import type { Schema } from "./openapi.ts";
import { LISTS, MAPS, SINGLE } from "./visit-schemas.ts";

/** Keywords that inform people and constrain nothing. Extensions (`x-…`) count among them. */
const DROPPED_KEYWORDS = new Set([
	...["title", "description", "default", "deprecated", "example", "examples"],
	...["externalDocs", "readOnly", "writeOnly", "xml", "$comment"],
]);

/**
 * Annotations that the run time reads: the sources of a rule, the value that replaces a missing one, what is on its way out, and
 * facts for the contract tests.
 */
const KEPT_EXTENSIONS = new Set(["x-source", "default", "deprecated", ...extensionsOn("schema")]);

const COMPONENT_PREFIX = "#/components/schemas/";

/** The name of the schema component that a reference leads to. */
function componentName(reference: string): string {
	return reference.slice(COMPONENT_PREFIX.length);
}

/** The name of a lowered component: its own, unless every object has a member of that name, such as `constructor`. */
function loweredName(name: string, components: Components): string {
	return name in {} ? freeName(name, components) : name;
}

/** The name of the lowered schema "this component, or null". */
function nullableName(name: string, components: Components): string {
	return freeName(`${name}_or_null`, components);
}

/** The name with as many underscores behind it as it needs to be no component's, and no member of every object. */
function freeName(name: string, components: Components): string {
	return name in components || name in {} ? freeName(`${name}_`, components) : name;
}

/** Reduces every schema component, and adds a variant that also takes null of each that a type widens: see `lowerSchema`. */
export function lowerSchemas(components: Components, options: LowerOptions = {}): JsonSchemas {
	const lowered: Record<string, JsonSchema> = {};
	for (const [name, schema] of Object.entries(components)) {
		lowered[loweredName(name, components)] = lowerSchema(schema, components, options);
		if (!isWidened(schema)) continue;
		lowered[nullableName(name, components)] = lowerSchema({ ...schema, ...withNull(schema) }, components, options);
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
		const kept = options.annotations === true && KEPT_EXTENSIONS.has(keyword);
		if (!kept && (DROPPED_KEYWORDS.has(keyword) || keyword.startsWith("x-"))) continue;
		lowered[keyword] =
			keyword === "$ref"
				? loweredName(componentName(value as string), components)
				: lowerKeyword(keyword, value, (child) => lowerSchema(child, components, options));
	}
	return lowered;
}

interface LowerOptions {
	/** Keeps `x-source`, `default` and `deprecated`, which the run time reads. No validator can be compiled from the result. */
	readonly annotations?: boolean;
}

type Components = Readonly<Record<string, Schema>>;

function withoutNullBranch(schema: Schema, components: Components): Schema {
	const { anyOf, ...siblings } = schema;
	if (anyOf?.length !== 2 || !anyOf.some(({ type }) => type === "null")) return schema;
	const branch = anyOf.find(({ type }) => type !== "null");
	const name = branch?.$ref && componentName(branch.$ref);
	if (branch === undefined || !isWidened(name === undefined ? branch : components[name])) return schema;
	return {
		...siblings,
		...branch,
		...withNull(branch),
		...(name !== undefined && { $ref: COMPONENT_PREFIX + nullableName(name, components) }),
	};
}

function lowerKeyword(keyword: string, value: unknown, lowerChild: (schema: Schema) => JsonSchema): unknown {
	if (MAPS.has(keyword)) return mapValues(value as Record<string, Schema>, lowerChild);
	if (LISTS.has(keyword)) return (value as Schema[]).map(lowerChild);
	return SINGLE.has(keyword) ? lowerChild(value as Schema) : value;
}

/** Keywords that may reject null, whatever the type beside them allows. */
const REJECTING_NULL = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "const"];

/** Whether a schema takes null as well as soon as its `type` and its `enum` do. */
function isWidened(schema: Schema | undefined): boolean {
	return schema?.type !== undefined && !REJECTING_NULL.some((keyword) => keyword in schema);
}

/** The `type` and the `enum` of a schema, as far as it has them, with null among them. */
function withNull({ type, enum: values }: Schema): Pick<Schema, "type" | "enum"> {
	return {
		...(type !== undefined && { type: [...new Set([...[type].flat(), "null" as const])] }),
		...(values !== undefined && { enum: [...new Set([...values, null])] }),
	};
}
