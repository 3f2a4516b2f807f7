import { flatten } from "../../operation/flatten.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../../operation/json-schema.ts";
import { compilePattern, type TextMaker } from "../../operation/pattern.ts";
import type { Random } from "../../operation/random.ts";

/** Values of the checked formats, for a member that no example shows. */
const FORMATS: Readonly<Record<string, string>> = {
	date: "2015-12-16",
	"date-time": "2015-12-16T22:18:37Z",
	email: "someone@example.com",
	uri: "https://example.com/",
	uuid: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
};

/**
 * Makes a valid value of a schema, never null where something else is allowed: the required members of an object, one
 * item of a list, the shortest text that a pattern of plain classes and counts matches.
 *
 * @throws {Error} for a pattern that is not of that kind
 */
export function sampleOf(schema: JsonSchema, schemas: JsonSchemas): unknown {
	if (typeof schema === "boolean") return "text";
	const node = flatten(schema, schemas);
	if (Array.isArray(node.enum)) return node.enum.find((value) => value !== null);
	if ("const" in node) return node.const;
	const [type = "string"] = [node.type ?? []].flat().filter((name) => name !== "null");
	return SAMPLES[type as keyof typeof SAMPLES](node, schemas);
}

const SAMPLES = {
	string: (node: JsonSchemaObject): unknown => sampleText(node),
	integer: (node: JsonSchemaObject): unknown => sampleNumber(node),
	number: (node: JsonSchemaObject): unknown => sampleNumber(node),
	boolean: (): unknown => true,
	array: (node: JsonSchemaObject, schemas: JsonSchemas): unknown => {
		const count = Math.max(1, Number(node.minItems ?? 1));
		return Array.from({ length: count }, () => sampleOf((node.items as JsonSchema | undefined) ?? true, schemas));
	},
	object: (node: JsonSchemaObject, schemas: JsonSchemas): unknown => {
		const properties = (node.properties ?? {}) as Record<string, JsonSchema>;
		const required = (node.required ?? []) as string[];
		return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? true, schemas)]));
	},
};

function sampleNumber(node: JsonSchemaObject): number {
	const step = Number(node.multipleOf ?? 1);
	const least = Number(node.minimum ?? (node.exclusiveMinimum === undefined ? 0 : Number(node.exclusiveMinimum) + step));
	return Math.ceil(least / step) * step;
}

function sampleText(node: JsonSchemaObject): string {
	if (typeof node.pattern === "string") return sampleMatch(node.pattern);
	if (typeof node.format === "string") return FORMATS[node.format] ?? fail(`format ${node.format}`);
	if (node.contentMediaType === "application/json") return "{}";
	return "text".padEnd(Number(node.minLength ?? 0), "t").slice(0, Number(node.maxLength ?? Number.POSITIVE_INFINITY));
}

/** Patterns are few, and texts are made of them again and again. */
const makers = new Map<string, TextMaker | undefined>();

/**
 * Makes up a text that a pattern matches.
 *
 * @param random draws a number from 0 to below 1; without it, always the same plain text is made
 * @throws {Error} for a pattern of a kind that no text can be made up for
 */
export function sampleMatch(pattern: string, random: Random = () => 0): string {
	if (!makers.has(pattern)) makers.set(pattern, compilePattern(pattern));
	return makers.get(pattern)?.(random) ?? fail(`pattern ${pattern}`);
}

function fail(what: string): never {
	throw new Error(`Cannot make a sample of ${what}; give the member an example`);
}
