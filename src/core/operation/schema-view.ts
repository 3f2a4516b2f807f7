import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "./json-schema.ts";

/**
 * One level of a schema with its references followed, and with what `allOf` and an alternative to null put beside each other
 * merged. Members and items are schemas as they were written. Keywords that are not named here are there, too.
 */
export interface SchemaView {
	/** The types that are allowed besides null; empty for any. */
	readonly types: readonly string[];
	readonly nullable: boolean;
	/** Members that `properties` does not name are documented as well: by alternatives, or under any name. */
	readonly open: boolean;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly default?: unknown;
	readonly pattern?: string;
	readonly format?: string;
	readonly contentMediaType?: string;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly exclusiveMinimum?: number;
	readonly maximum?: number;
	readonly exclusiveMaximum?: number;
	readonly multipleOf?: number;
	readonly minItems?: number;
	readonly [keyword: string]: unknown;
}

/** Nothing is said of the value. */
const ANYTHING: SchemaView = { types: [], nullable: false, open: false };

/** A stop for long chains, which would overflow the stack. */
const MAX_DEPTH = 500;

const views = new WeakMap<JsonSchemaObject, SchemaView>();

/** Views a schema. Each schema is resolved once. */
export function viewSchema(schema: JsonSchema | undefined, schemas: JsonSchemas): SchemaView {
	if (typeof schema !== "object") return ANYTHING;
	const known = views.get(schema);
	if (known !== undefined) return known;
	const view = resolve(schema, schemas, new Set());
	views.set(schema, view);
	return view;
}

/** Views a member of an object's schema; one that is not described may be anything. */
export function viewProperty({ properties = {} }: SchemaView, name: string, schemas: JsonSchemas): SchemaView {
	return viewSchema(Object.hasOwn(properties, name) ? properties[name] : undefined, schemas);
}

/** @param seen the schemas that the view contains already: a second time, or within themselves, they add nothing */
function resolve(schema: JsonSchema, schemas: JsonSchemas, seen: Set<JsonSchemaObject>, depth = 0): SchemaView {
	if (typeof schema !== "object" || seen.has(schema) || depth > MAX_DEPTH) return ANYTHING;
	seen.add(schema);
	const { $ref, allOf, anyOf, oneOf, type, ...own } = schema;
	const types = [type ?? []].flat() as string[];
	const branches = (anyOf ?? oneOf ?? []) as JsonSchemaObject[];
	const branch = branches.find((candidate) => candidate.type !== "null");
	const inner = [
		...(typeof $ref === "string" ? [Object.hasOwn(schemas, $ref) ? (schemas[$ref] ?? true) : true] : []),
		...((allOf ?? []) as JsonSchema[]),
	];
	const parts = inner.map((part) => resolve(part, schemas, seen, depth + 1));
	if (branch !== undefined) {
		const view = resolve(branch, schemas, seen, depth + 1);
		parts.push({ ...view, nullable: view.nullable || branches.some((candidate) => candidate.type === "null") });
	}
	const open =
		branches.filter((candidate) => candidate.type !== "null").length > 1 ||
		typeof own.additionalProperties === "object" ||
		own.patternProperties !== undefined;
	return merge({ ...own, types: types.filter((name) => name !== "null"), nullable: types.includes("null"), open }, parts);
}

/** A keyword that stands beside a reference or an `allOf` wins over the same keyword further in. */
function merge(own: SchemaView, parts: readonly SchemaView[]): SchemaView {
	const layers = [...parts].reverse().concat(own);
	// Null is allowed only if every part that names types allows it.
	const typed = layers.filter(({ types, nullable }) => types.length > 0 || nullable);
	const properties = layers.flatMap((layer) => Object.entries(layer.properties ?? {}));
	const required = layers.flatMap((layer) => layer.required ?? []);
	return {
		...Object.assign({}, ...layers),
		types: typed.at(-1)?.types ?? [],
		nullable: typed.length > 0 && typed.every(({ nullable }) => nullable),
		open: layers.some(({ open }) => open),
		...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
		...(required.length > 0 ? { required: [...new Set(required)] } : {}),
	};
}

const PLAIN_TYPES = new Set(["string", "integer", "number", "boolean"]);
const CONSTRAINTS = [
	"types",
	"enum",
	"const",
	"pattern",
	"format",
	"contentMediaType",
	"minLength",
	"maxLength",
	"minimum",
	"exclusiveMinimum",
	"maximum",
	"multipleOf",
] as const;

/** Whether every value that one schema allows is known to be allowed by the other. False where a value is not a scalar. */
export function isWithin(inner: SchemaView, outer: SchemaView): boolean {
	if (outer.types.length === 0 || !outer.types.every((type) => PLAIN_TYPES.has(type))) return false;
	if (inner.nullable && !outer.nullable) return false;
	return CONSTRAINTS.every((name) => outer[name] === undefined || JSON.stringify(outer[name]) === JSON.stringify(inner[name]));
}
