import type { JsonSchema, JsonSchemas } from "./json-schema.ts";
import { matchingText } from "./pattern.ts";
import { drawUuid, type Random } from "./random.ts";
import { type SchemaView, viewSchema } from "./schema-view.ts";

/** What made-up values are drawn from, and how much they hold. */
export interface SampleOptions {
	/** The components that references in the schema lead to. */
	readonly schemas: JsonSchemas;
	readonly random: Random;
	/** Milliseconds since 1970, for dates. */
	readonly now: number;
	/** An absolute address, for members that hold one. */
	readonly url: string;
	/**
	 * False makes the plainest value there is: the default, null where it is allowed, no item of a list, every member of the
	 * outermost object. True makes one that shows something: never a default or null, an item in each list, required members alone.
	 */
	readonly filled: boolean;
}

/** Deeper than any payload, and a stop for schemas that contain themselves. */
const MAX_DEPTH = 8;

/** The options of a filled sample that is the same every time. */
export function fixedSample(schemas: JsonSchemas): SampleOptions {
	const now = Date.UTC(2015, 11, 16, 22, 18, 37);
	return { schemas, random: () => 0, now, url: "https://example.com/", filled: true };
}

/**
 * Makes up a value that a schema allows.
 *
 * @throws {Error} for a pattern that no text can be made up for, where the value has to be filled
 */
export function sampleValue(schema: JsonSchema | undefined, options: SampleOptions): unknown {
	return sampleOf(viewSchema(schema, options.schemas), options);
}

/** As `sampleValue`, for a schema that has been viewed. */
export function sampleOf(view: SchemaView, options: SampleOptions, depth = 0): unknown {
	if (view.const !== undefined) return view.const;
	if (!options.filled && view.default !== undefined) return view.default;
	if (view.nullable && (!options.filled || view.types.length === 0)) return null;
	if (view.enum !== undefined) return view.enum.find((value) => value !== null);
	const inner = (schema: JsonSchema | undefined) => sampleOf(viewSchema(schema, options.schemas), options, depth + 1);
	switch (typeOf(view, options.filled)) {
		case "string":
			return sampleText(view, options);
		case "integer":
			return Math.ceil(smallestNumber(view));
		case "number":
			return smallestNumber(view);
		case "boolean":
			return options.filled;
		case "array":
			return Array.from({ length: Math.max(options.filled ? 1 : 0, view.minItems ?? 0) }, () => inner(view.items));
		case "object":
			return Object.fromEntries(sampledMembers(view, options.filled, depth).map(([name, schema]) => [name, inner(schema)]));
		default:
			return null;
	}
}

/** The first type; where none is said, what the other keywords speak of. */
function typeOf({ types, properties, items, pattern, format }: SchemaView, filled: boolean): string | undefined {
	const [type] = types;
	if (type !== undefined) return type;
	if (properties !== undefined) return "object";
	if (items !== undefined) return "array";
	return filled || pattern !== undefined || format !== undefined ? "string" : undefined;
}

function sampledMembers(
	{ properties = {}, required = [] }: SchemaView,
	filled: boolean,
	depth: number,
): [string, JsonSchema | undefined][] {
	if (depth >= MAX_DEPTH) return [];
	if (!filled && depth === 0) return Object.entries(properties);
	return required.map((name) => [name, properties[name]]);
}

/** Zero where that is allowed, else the allowed number nearest to it. */
export function smallestNumber({ minimum, exclusiveMinimum, maximum, multipleOf = 1 }: SchemaView): number {
	const min = minimum ?? (exclusiveMinimum === undefined ? Number.NEGATIVE_INFINITY : exclusiveMinimum + multipleOf);
	if (min <= 0 && (maximum ?? 0) >= 0) return 0;
	const bound = min > 0 ? min : (maximum ?? 0);
	return (min > 0 ? Math.ceil(bound / multipleOf) : Math.floor(bound / multipleOf)) * multipleOf;
}

const FORMAT_SAMPLES: Readonly<Record<string, (options: SampleOptions) => string>> = {
	"date-time": ({ now }) => wholeSeconds(now),
	date: ({ now }) => wholeSeconds(now).slice(0, 10),
	uri: ({ url }) => url,
	email: () => "someone@example.com",
	uuid: ({ random }) => drawUuid(random),
};

function sampleText(
	{ pattern, format = "", contentMediaType, minLength = 0, maxLength }: SchemaView,
	options: SampleOptions,
): string {
	if (pattern !== undefined) {
		const text = matchingText(pattern, options.random);
		if (text === undefined && options.filled) throw new Error(`Cannot make a sample of ${pattern}; give the member an example`);
		return text ?? "";
	}
	if (Object.hasOwn(FORMAT_SAMPLES, format)) return FORMAT_SAMPLES[format]?.(options) ?? "";
	if (contentMediaType === "application/json") return "{}";
	return options.filled ? "text".padEnd(minLength, "t").slice(0, maxLength) : "x".repeat(minLength);
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
