import { compilePattern, type TextMaker } from "../operation/pattern.ts";
import { hex, type Random } from "./random.ts";
import type { JsonSchema, ResolvedSchema, SchemaReader } from "./schema.ts";

/** What made-up values are drawn from. */
export interface SampleContext {
	readonly random: Random;
	/** Milliseconds since 1970, for dates. */
	readonly now: number;
	/** An absolute address, for members that hold one. */
	readonly url: string;
}

/** Deeper than any payload, and a stop for schemas that contain themselves. */
const DEEPEST = 8;

/**
 * Makes up a value that a schema allows, the plainest there is: the default, null where null is allowed, the first of
 * an enum; else a text that matches the pattern or format, the least number, an object with its members.
 */
export function sampleValue(schemas: SchemaReader, schema: JsonSchema, context: SampleContext, depth = 0): unknown {
	const resolved = schemas.resolve(schema);
	if (resolved.const !== undefined) return resolved.const;
	if (resolved.default !== undefined) return resolved.default;
	if (resolved.nullable) return null;
	if (resolved.enum !== undefined) return resolved.enum[0];
	const make = BY_TYPE[typeOf(resolved)];
	return make ? make(resolved, context, (inner) => sampleValue(schemas, inner, context, depth + 1), depth) : null;
}

type SampleMaker = (
	schema: ResolvedSchema,
	context: SampleContext,
	inner: (schema: JsonSchema) => unknown,
	depth: number,
) => unknown;

const BY_TYPE: Readonly<Record<string, SampleMaker>> = {
	string: (schema, context) => sampleText(schema, context),
	integer: (schema) => Math.ceil(leastNumber(schema)),
	number: leastNumber,
	boolean: () => false,
	array: ({ items, minItems = 0 }, _, inner) => Array.from({ length: minItems }, () => inner(items ?? {})),
	object: ({ properties = {}, required = [] }, _, inner, depth) =>
		Object.fromEntries(
			Object.entries(properties)
				.filter(([name]) => depth < DEEPEST && (required.includes(name) || depth === 0))
				.map(([name, schema]) => [name, inner(schema)]),
		),
};

function typeOf({ types, properties, items, pattern, format }: ResolvedSchema): string {
	const [type] = types;
	if (type !== undefined) return type;
	if (properties !== undefined) return "object";
	if (items !== undefined) return "array";
	return pattern !== undefined || format !== undefined ? "string" : "";
}

/** Zero where that is allowed, else the least number that is. */
function leastNumber({ minimum, exclusiveMinimum, maximum, multipleOf = 1 }: ResolvedSchema): number {
	const least = minimum ?? (exclusiveMinimum === undefined ? Number.NEGATIVE_INFINITY : exclusiveMinimum + multipleOf);
	if (least <= 0 && (maximum ?? 0) >= 0) return 0;
	const bound = least > 0 ? least : (maximum ?? 0);
	return (least > 0 ? Math.ceil(bound / multipleOf) : Math.floor(bound / multipleOf)) * multipleOf;
}

const FORMATS: Readonly<Record<string, (context: SampleContext) => string>> = {
	"date-time": ({ now }) => wholeSeconds(now),
	date: ({ now }) => wholeSeconds(now).slice(0, 10),
	uri: ({ url }) => url,
	email: () => "someone@example.com",
	uuid: ({ random }) => `${hex(8, random)}-${hex(4, random)}-4${hex(3, random)}-8${hex(3, random)}-${hex(12, random)}`,
};

function sampleText(schema: ResolvedSchema, context: SampleContext): string {
	const format = schema.format === undefined ? undefined : FORMATS[schema.format];
	if (format !== undefined) return format(context);
	if (schema.pattern !== undefined) return makerOf(schema.pattern)(context.random);
	if (schema.contentMediaType === "application/json") return "{}";
	return "x".repeat(schema.minLength ?? 0);
}

const makers = new Map<string, TextMaker>();

/** What makes up texts for a pattern; where the pattern is too clever, texts are empty. */
export function makerOf(pattern: string): TextMaker {
	const known = makers.get(pattern);
	if (known !== undefined) return known;
	const maker = compilePattern(pattern) ?? (() => "");
	makers.set(pattern, maker);
	return maker;
}

let lastSecond = Number.NaN;
let lastText = "";

/** ISO 8601 in UTC with whole seconds, such as `2016-03-24T20:37:57Z`. */
export function wholeSeconds(milliseconds: number): string {
	const second = Math.floor(milliseconds / 1000);
	if (second !== lastSecond) {
		lastText = new Date(second * 1000).toISOString().replace(".000Z", "Z");
		lastSecond = second;
	}
	return lastText;
}
