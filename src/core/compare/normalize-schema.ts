import { isRecord } from "../operation/is-record.ts";
import type { JsonSchema, JsonSchemaObject } from "../operation/json-schema.ts";
import { mapValues } from "../operation/map-values.ts";
import { DescriptionFileError } from "./description-file-error.ts";

/** As it was written. */
type RawSchema = Readonly<Record<string, unknown>>;

/** No schema that people write is nested deeper. */
const MAX_NESTING = 500;

/**
 * Returns a function that writes schemas of either version the way ours are written. Each is read once: YAML can name one schema
 * at many places, and even within itself.
 *
 * @throws {DescriptionFileError} for a schema that contains itself, or is nested too deeply
 */
export function createNormalizer(): (schema: unknown) => JsonSchema {
	const known = new Map<unknown, JsonSchema | undefined>();
	let depth = 0;
	return function normalize(schema) {
		if (schema === false) return NOTHING;
		if (!isRecord(schema)) return typeof schema === "boolean" ? schema : {};
		const earlier = known.get(schema);
		if (earlier !== undefined) return earlier;
		if (known.has(schema)) throw new DescriptionFileError("expected a schema that ends, got one that contains itself");
		if (depth >= MAX_NESTING) {
			throw new DescriptionFileError(`expected a schema of at most ${MAX_NESTING} levels, got a deeper one`);
		}
		known.set(schema, undefined);
		depth++;
		const result = normalizeSchema(schema, normalize);
		depth--;
		known.set(schema, result);
		return result;
	};
}

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === "string";
const isNumber: Shape = (value) => typeof value === "number";
const areTexts: Shape = (value) => Array.isArray(value) && value.every(isText);

/** What the values of keywords have to be. A keyword with any other value says nothing. */
const SHAPES = new Map<string, Shape>(
	Object.entries({
		type: (value) => isText(value) || areTexts(value),
		required: areTexts,
		enum: Array.isArray,
		pattern: isText,
		format: isText,
		contentMediaType: isText,
		minLength: isNumber,
		maxLength: isNumber,
		minimum: isNumber,
		maximum: isNumber,
		multipleOf: isNumber,
		minProperties: isNumber,
		maxProperties: isNumber,
		minItems: isNumber,
		maxItems: isNumber,
	}),
);

/** No value fits it. */
const NOTHING: JsonSchema = { "x-nothing": true };

/** Writes one schema: null among the types, references as names. */
function normalizeSchema(schema: RawSchema, normalize: (inner: unknown) => JsonSchema): JsonSchema {
	const { $ref, nullable, anyOf, oneOf, allOf, properties, items, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
	const { "x-contentMediaType": media, ...own } = rest;
	const branches = toList(anyOf ?? oneOf)
		.map(normalize)
		.filter((branch): branch is JsonSchemaObject => isRecord(branch));
	const main = branches.filter(({ type }) => type !== "null");
	const orNull = nullable === true || main.length < branches.length;
	const kept = Object.entries(own).filter(([keyword, value]) => SHAPES.get(keyword)?.(value) ?? true);
	const result: Record<string, unknown> = { ...(main.length === 1 ? main[0] : {}), ...Object.fromEntries(kept) };
	// Of several alternatives, a view has the rules of none.
	if (main.length > 1) result["x-alternatives"] = main;
	if (anyOf === undefined && canFitTogether(main)) result["x-exclusive"] = true;
	if (typeof $ref === "string") result.$ref = $ref.replace("#/components/schemas/", "");
	if (allOf !== undefined) result.allOf = toList(allOf).map(normalize);
	if (isRecord(properties)) result.properties = mapValues(properties, normalize);
	if (items !== undefined) result.items = normalize(items);
	// 3.0 has the keyword as an extension.
	if (isText(media) && result.contentMediaType === undefined) result.contentMediaType = media;
	Object.assign(result, exclusiveLimit("minimum", "exclusiveMinimum", result, exclusiveMinimum));
	Object.assign(result, exclusiveLimit("maximum", "exclusiveMaximum", result, exclusiveMaximum));
	// Beside a reference there is no type to add null to.
	if (orNull || (own.type === undefined && listsNull(own))) result["x-nullable"] = true;
	// Null needs to be among the values that are listed, too.
	if (Array.isArray(own.type) && listsNull(own) === false) result.type = own.type.filter((name) => name !== "null");
	return result;
}

/** Whether the values that a schema lists include null; undefined if it lists none. */
function listsNull({ enum: values, const: constant }: RawSchema): boolean | undefined {
	if (constant !== undefined) return constant === null;
	return Array.isArray(values) ? values.includes(null) : undefined;
}

/** Whether one value may fit several alternatives, as far as their types say. Every integer is a number. */
function canFitTogether(alternatives: readonly JsonSchemaObject[]): boolean {
	const types = alternatives.map(({ type }) => [type ?? []].flat().map((name) => (name === "integer" ? "number" : name)));
	const isDisjoint = types.every((names) => names.length > 0) && new Set(types.flat()).size === types.flat().length;
	return alternatives.length > 1 && !isDisjoint;
}

/** In 3.0 a flag makes a limit exclusive; in 3.1 the exclusive limit is a number of its own. */
function exclusiveLimit(plain: string, exclusive: string, schema: RawSchema, value: unknown): RawSchema {
	if (value === true) return { [plain]: undefined, [exclusive]: schema[plain] };
	return typeof value === "number" ? { [exclusive]: value } : {};
}

/** A single value as a list of one; undefined as an empty one. */
export function toList(value: unknown): unknown[] {
	return value === undefined ? [] : [value].flat();
}
