import { describeRule, show } from "../operation/describe-rule.ts";
import type { ValueRules } from "./value-rules.ts";

const UNDEFINED_RULES: Readonly<Record<string, string>> = {
	required: "optional",
	nullable: "may be null",
	type: "any type",
	exclusive: "one or more of the alternatives",
	additionalProperties: "any further members",
	deprecated: "not deprecated",
	encoding: "the usual encoding",
	allowReserved: "reserved characters encoded",
};

const listOf = (value: unknown) => [value].flat().map(String).join(", ");

/** Rules that no schema has, in words. */
const RULES_OF_OPENAPI: Readonly<Record<string, (value: unknown) => string>> = {
	deprecated: () => "deprecated",
	nullable: () => "never null",
	type: (names) => (names as string[]).join(" or ") || "no value",
	exclusive: () => "exactly one of the alternatives",
	additionalProperties: (schema) => (schema === false ? "no further members" : `further members of ${show(schema)}`),
	operationId: String,
	method: String,
	name: String,
	server: listOf,
	mediaTypes: listOf,
	idempotent: (value) => (value ? "idempotent" : "not idempotent"),
	allowReserved: () => "reserved characters as they are",
	security: (value) => (value as string[][]).map((all) => all.join(" and ") || "no credentials").join(", or "),
	alternatives: (value) => `any of ${show(value)}`,
	documentation: show,
	example: show,
};

/** What a description says of a value by one keyword, in words. */
export function describeKeyword(keyword: string, expected: unknown): string {
	if (expected === undefined) return UNDEFINED_RULES[keyword] ?? `no ${keyword}`;
	return shorten(RULES_OF_OPENAPI[keyword]?.(expected) ?? describeRule({ keyword, expected }));
}

/** Lists of values may be long. */
function shorten(text: string): string {
	return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
}

const MAX_CHARACTERS = 400;

/** What says nothing of the values that are allowed. */
const NOT_DESCRIBED = new Set([
	...["documentation", "example", "name", "style", "explode", "allowReserved", "encoding"],
	...["operationId", "method", "server", "security", "pagination", "idempotent"],
]);

/** What a description says of a value, in words. */
export function describeRules({ required, nullable, type = [], ...rules }: ValueRules): string {
	const typeNames = [...new Set([type, nullable === undefined ? "null" : []].flat())].join(" or ");
	const defined = Object.entries(rules).filter(([, expected]) => expected !== undefined);
	const words = defined
		.filter(([keyword]) => !NOT_DESCRIBED.has(keyword) && !keyword.startsWith("x-"))
		.map(([keyword, expected]) => describeKeyword(keyword, expected));
	return [required ? "required" : "", typeNames, ...words].filter(Boolean).join(", ") || "described";
}
