import { mapValues } from "../../src/core/operation/map-values.ts";
import type { Schema } from "../pipeline/openapi.ts";
import { LISTS, MAPS, SINGLE } from "../pipeline/visit-schemas.ts";

/** What a schema needs to know of the document around it. */
export interface SchemaSurroundings {
	/** The schema that a reference leads to, as it is in OpenAPI 3.1. */
	target(reference: string): unknown;
	/** A reference to the component "that schema, or null". */
	orNull(reference: string): string;
	/** The name under which a keyword that 3.0 lacks is kept. */
	keep(keyword: string): string;
}

/** The keywords of a schema of OpenAPI 3.0. Any other is kept under a name that begins with `x-`. */
const KEYWORDS_3_0 = new Set([
	...["$ref", "title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "xml", "externalDocs"],
	...["type", "nullable", "enum", "format", "pattern", "minLength", "maxLength", "discriminator"],
	...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "items", "minItems", "maxItems", "uniqueItems"],
	...["properties", "additionalProperties", "required", "minProperties", "maxProperties", "allOf", "anyOf", "oneOf", "not"],
]);

/** Keywords that 3.0 lacks, and that can be left out, or be said otherwise, without a change of what is allowed. */
const SAME_WITHOUT = new Set(["const", "examples", "$comment", "$schema", "$id", "contentEncoding"]);

/** Writes a schema of OpenAPI 3.1 in 3.0. What 3.0 cannot express is allowed, and never forbidden. */
export function downgradeSchema(schema: unknown, surroundings: SchemaSurroundings): Schema {
	if (typeof schema !== "object" || schema === null) return schema === false ? { not: {} } : {};
	const downgrade = (inner: unknown) => downgradeSchema(inner, surroundings);
	const own = Object.fromEntries(
		Object.entries(schema).map(([keyword, value]) => {
			if (MAPS.has(keyword)) return [keyword, mapValues(value as Record<string, unknown>, downgrade)];
			if (LISTS.has(keyword)) return [keyword, (value as unknown[]).map(downgrade)];
			return [keyword, SINGLE.has(keyword) && typeof value === "object" ? downgrade(value) : value];
		}),
	);
	const wider = ["oneOf", "not"].filter((keyword) => allowsMore((schema as Schema)[keyword], surroundings));
	const loose = loosenBranches(rewriteItems(rewriteLimits(rewriteValues(own))), wider, surroundings);
	const nullable = foldNullBranch(rewriteType(widenMembers(loose)), surroundings);
	return renameUnknown(wrapReference(nullable), surroundings);
}

/** `const`, `examples`, and a list that may be empty in 3.1. */
function rewriteValues({ const: only, examples, required = [], ...rest }: Schema): Schema {
	return {
		...rest,
		...(only !== undefined && { enum: [only] }),
		...(Array.isArray(examples) && examples.length > 0 && { example: examples[0] }),
		...(required.length > 0 && { required }),
	};
}

/** An exclusive limit is a flag of the limit in 3.0. Of two limits, the stricter one remains. */
function rewriteLimits({ exclusiveMinimum, exclusiveMaximum, ...rest }: Schema): Schema {
	const [above, below] = [exclusiveMinimum, exclusiveMaximum] as (number | undefined)[];
	const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = rest as Record<string, number>;
	return {
		...rest,
		...(above !== undefined && above >= minimum && { minimum: above, exclusiveMinimum: true }),
		...(below !== undefined && below <= maximum && { maximum: below, exclusiveMaximum: true }),
	};
}

/** Every array has `items` in 3.0. Where each position has a schema of its own, the items may have any of these schemas. */
function rewriteItems(schema: Schema): Schema {
	const { prefixItems, items = {}, type } = schema as Schema & { prefixItems?: Schema[] };
	if (prefixItems === undefined) return [type].flat().includes("array") ? { ...schema, items } : schema;
	return { ...schema, items: "items" in schema ? { anyOf: [...prefixItems, items] } : {} };
}

/** Members whose names match a pattern may have any name in 3.0. */
function widenMembers(schema: Schema): Schema {
	const { patternProperties, additionalProperties = true } = schema as Record<string, unknown>;
	if (patternProperties === undefined || additionalProperties === true) return schema;
	const others = additionalProperties === false ? [] : [additionalProperties as Schema];
	return {
		...schema,
		additionalProperties: { anyOf: [...Object.values(patternProperties as Record<string, Schema>), ...others] },
	};
}

/** Branches that allow more would make `oneOf` reject values that now match two of them, and `not` reject more. */
function loosenBranches(schema: Schema, wider: readonly string[], { keep }: SchemaSurroundings): Schema {
	const { oneOf, not, ...rest } = schema;
	return {
		...rest,
		...(oneOf && (wider.includes("oneOf") ? { ...addAlternatives(rest, oneOf), [keep("oneOf")]: true } : { oneOf })),
		...(not !== undefined && { [wider.includes("not") ? keep("not") : "not"]: not }),
	};
}

/** Whether a schema of 3.1 contains what 3.0 cannot express, also by reference. */
function allowsMore(value: unknown, surroundings: SchemaSurroundings, seen = new Set<unknown>()): boolean {
	if (typeof value !== "object" || value === null || seen.has(value)) return false;
	seen.add(value);
	if (Array.isArray(value)) return value.some((each) => allowsMore(each, surroundings, seen));
	return Object.entries(value).some(([keyword, inner]) => {
		if (keyword === "$ref") return allowsMore(surroundings.target(inner), surroundings, seen);
		if (MAPS.has(keyword)) return allowsMore(Object.values(inner), surroundings, seen) || !KEYWORDS_3_0.has(keyword);
		if (LISTS.has(keyword) || SINGLE.has(keyword)) return allowsMore(inner, surroundings, seen) || !KEYWORDS_3_0.has(keyword);
		return !KEYWORDS_3_0.has(keyword) && !keyword.startsWith("x-") && !SAME_WITHOUT.has(keyword);
	});
}

/** In 3.0 a value has one type, which may be nullable. */
function rewriteType(schema: Schema): Schema {
	const { type, ...rest } = schema;
	const names = [type ?? []].flat();
	if (!Array.isArray(type) && type !== "null") return schema;
	const [first, ...others] = names.filter((name) => name !== "null");
	const nullable = names.includes("null") && (rest.enum?.includes(null) ?? true) && { nullable: true };
	if (first === undefined) return nullable ? { type: "string", ...nullable, ...rest, enum: [null] } : { ...rest, not: {} };
	if (others.length === 0) return { type: first, ...nullable, ...rest };
	return { ...rest, ...addAlternatives(rest, [{ type: first, ...nullable }, ...others.map((name) => ({ type: name }))]) };
}

/** The alternatives, beside those that a schema has. */
function addAlternatives({ anyOf, allOf = [] }: Schema, alternatives: Schema[]): Pick<Schema, "anyOf" | "allOf"> {
	return anyOf === undefined ? { anyOf: alternatives } : { allOf: [...allOf, { anyOf: alternatives }] };
}

/** Null as an alternative becomes a property of another alternative. */
function foldNullBranch(schema: Schema, surroundings: SchemaSurroundings): Schema {
	const keyword = schema.anyOf?.some(isNullOnly) ? "anyOf" : "oneOf";
	const { [keyword]: branches = [], ...rest } = schema;
	const [first, ...others] = branches.filter((branch) => !isNullOnly(branch));
	if (first === undefined || others.length + 1 === branches.length) return schema;
	const nullable = acceptNull(first, surroundings);
	if (others.length > 0) return { ...rest, [keyword]: [nullable, ...others] };
	const isFree = Object.keys(nullable).every((name) => !(name in rest));
	return isFree ? { ...nullable, ...rest } : { ...rest, allOf: [nullable, ...(rest.allOf ?? [])] };
}

function isNullOnly({ enum: values, nullable }: Schema): boolean {
	return nullable === true && values?.length === 1 && values[0] === null;
}

/** Adds null to what a schema of OpenAPI 3.0 allows, which needs a type that is nullable, and null in the list of values. */
export function acceptNull(schema: Schema, surroundings: Pick<SchemaSurroundings, "orNull">): Schema {
	const accept = (inner: Schema) => acceptNull(inner, surroundings);
	const { $ref, type, enum: values, allOf, anyOf: [first, ...others] = [], oneOf, not } = schema;
	if (oneOf !== undefined || not !== undefined) return { anyOf: [schema, { type: "string", nullable: true, enum: [null] }] };
	return {
		...schema,
		...($ref !== undefined && { $ref: surroundings.orNull($ref) }),
		...(type !== undefined && { nullable: true }),
		...(values && !values.includes(null) && { enum: [...values, null] }),
		...(allOf && { allOf: allOf.map(accept) }),
		...(first && { anyOf: [accept(first), ...others] }),
	};
}

/** In 3.0 whatever is beside a reference is ignored. */
function wrapReference({ $ref, ...rest }: Schema): Schema {
	if ($ref === undefined) return rest;
	return Object.keys(rest).length === 0 ? { $ref } : { ...rest, allOf: [{ $ref }, ...(rest.allOf ?? [])] };
}

function renameUnknown(schema: Schema, { keep }: SchemaSurroundings): Schema {
	const isKnown = (keyword: string) => KEYWORDS_3_0.has(keyword) || keyword.startsWith("x-");
	return Object.fromEntries(
		Object.entries(schema).map(([keyword, value]) => [isKnown(keyword) ? keyword : keep(keyword), value]),
	);
}
