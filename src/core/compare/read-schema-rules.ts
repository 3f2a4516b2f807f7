import { isRecord } from "../operation/is-record.ts";
import type { JsonSchemas } from "../operation/json-schema.ts";
import type { SchemaView } from "../operation/schema-view.ts";
import { readDocumentation, readExamples, readExtensions, readPlainValue } from "./read-rules.ts";
import type { ValueRules } from "./value-rules.ts";

/** The keywords of schemas that nearly every description has, in the order in which they are reported. */
export const USUAL_KEYWORDS: readonly string[] = [
	...["pattern", "format", "enum", "const", "minLength", "maxLength", "minimum", "maximum"],
	...["exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"],
	...["contentMediaType", "default", "deprecated"],
];

/** The values of keywords that allow everything, as if the keyword were absent. */
const KEYWORD_DEFAULTS: Readonly<Record<string, unknown>> = {
	minLength: 0,
	minItems: 0,
	minProperties: 0,
	uniqueItems: false,
	deprecated: false,
	readOnly: false,
	writeOnly: false,
	additionalProperties: true,
};

/** The formats that a validator may check (JSON Schema 2020-12, 7.3). Any other, such as `int32`, is a remark. */
const CHECKED_FORMATS = new Set(
	"date date-time time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference uri-template iri iri-reference uuid json-pointer relative-json-pointer regex".split(
		" ",
	),
);

/** What is read in a way of its own, or says nothing. */
const NOT_RULES = new Set([
	...["types", "nullable", "open", "properties", "required", "items", "title", "description", "example", "examples"],
	...["externalDocs", "xml", "discriminator", "$comment", "$schema", "$id", "$defs"],
]);

const rulesByView = new WeakMap<SchemaView, ValueRules>();

/** The rules of a value that its schema states. */
export function readSchemaRules(view: SchemaView, required: boolean, schemas: JsonSchemas): ValueRules {
	const rules = rulesByView.get(view) ?? readView(view, schemas);
	rulesByView.set(view, rules);
	return required ? { ...rules, required } : rules;
}

function readView(view: SchemaView, schemas: JsonSchemas): ValueRules {
	const { nullable, "x-alternatives": alternatives, "x-exclusive": exclusive } = view;
	const keywords = [...new Set([...USUAL_KEYWORDS, ...Object.keys(view)])].filter((name) => isRule(name, view[name]));
	return {
		// The first, in every list of rules.
		required: undefined,
		nullable: nullable || view["x-nullable"] === true ? undefined : false,
		type: readTypes(view),
		...Object.fromEntries(keywords.map((name) => [name, readKeyword(name, view[name], schemas)])),
		alternatives: expandReferences(alternatives, schemas),
		exclusive: exclusive === true || undefined,
		example: readExamples(view),
		documentation: readDocumentation(view),
		...readExtensions(view),
	};
}

/** The types besides null, unless there are no others; undefined for any type. */
function readTypes({ types, nullable, "x-nothing": nothing }: SchemaView): readonly string[] | undefined {
	if (nothing === true) return [];
	if (types.length > 0) return [...types].sort();
	return nullable ? ["null"] : undefined;
}

/** The value of a keyword. It may consist of schemas, unless it is a usual one. */
function readKeyword(name: string, value: unknown, schemas: JsonSchemas): unknown {
	return USUAL_KEYWORDS.includes(name) ? readPlainValue(value) : expandReferences(value, schemas);
}

/** Whether a keyword with a value limits or describes anything. */
function isRule(keyword: string, value: unknown): boolean {
	if (keyword === "format") return CHECKED_FORMATS.has(value as string);
	if (keyword === "additionalProperties" && isRecord(value) && Object.keys(value).length === 0) return false;
	return !NOT_RULES.has(keyword) && !keyword.startsWith("x-") && value !== undefined && value !== KEYWORD_DEFAULTS[keyword];
}

/** Adds the rules beside a schema. Both may have examples and texts. */
export function combineRules(schema: ValueRules, beside: ValueRules | undefined): ValueRules {
	if (beside === undefined) return schema;
	const combined: Record<string, unknown> = { ...schema };
	for (const [keyword, value] of Object.entries(beside)) {
		if (value === undefined) continue;
		const isBoth = (keyword === "example" || keyword === "documentation") && combined[keyword] !== undefined;
		combined[keyword] = isBoth ? [value, combined[keyword]].flat() : value;
	}
	return combined;
}

/** Writes what schemas within a rule refer to in the place of the reference, each once, without texts for people. */
function expandReferences(value: unknown, schemas: JsonSchemas, seen = new Set<unknown>()): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (seen.has(value)) return {};
	seen.add(value);
	if (Array.isArray(value)) return value.map((item) => expandReferences(item, schemas, seen));
	const { $ref, ...own } = value as Readonly<Record<string, unknown>>;
	const name = typeof $ref === "string" ? $ref.replace("#/components/schemas/", "") : "";
	const target = Object.hasOwn(schemas, name) ? expandReferences(schemas[name], schemas, seen) : undefined;
	const kept = Object.entries(own).filter(([keyword]) => !NOT_EXPANDED.has(keyword) && !keyword.startsWith("x-"));
	const expanded = kept.map(([keyword, inner]) => [keyword, expandReferences(inner, schemas, seen)] as const);
	const all = { ...(isRecord(target) ? target : {}), ...Object.fromEntries(expanded) };
	return Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const NOT_EXPANDED = new Set(["title", "description", "example", "examples", "$comment"]);
