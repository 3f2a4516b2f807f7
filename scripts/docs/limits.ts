import { inCharacters, type RuleWords, wordsOfRule } from "../../src/core/operation/describe-rule.ts";
import type { Constraints } from "../pipeline/describe-schema.ts";
import type { Schema } from "../pipeline/openapi.ts";

/** The rules for a value, in words. */
export function limitsOf(constraints: readonly Constraints[]): RuleWords[] {
	return constraints.flatMap(({ schema, perItem }) => {
		const limits = schemaLimits(schema);
		return perItem ? limits.map((limit) => ({ ...limit, words: `each ${limit.words}` })) : limits;
	});
}

/** In the order in which they are written. The type, the pattern and whether a value is required stand elsewhere. */
const KEYWORDS = [
	...["format", "enum", "examples", "const", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum"],
	...["exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "contentMediaType", "additionalProperties"],
];

function schemaLimits(schema: Schema): RuleWords[] {
	const { minLength, maxLength, ...rest } = schema;
	if (minLength !== undefined && minLength === maxLength) {
		return [{ words: inCharacters(minLength) }, ...schemaLimits(rest)];
	}
	return KEYWORDS.flatMap((keyword) => limitOf(keyword, schema[keyword]) ?? []);
}

function limitOf(keyword: string, value: unknown): RuleWords | undefined {
	if (value === undefined) return undefined;
	return Object.hasOwn(OTHER_WORDS, keyword) ? OTHER_WORDS[keyword]?.(value) : wordsOfRule(keyword, value);
}

/** Of what limits nothing, and of rules that errors say in other words. */
const OTHER_WORDS: Readonly<Record<string, (value: unknown) => RuleWords | undefined>> = {
	examples: (value) => (Array.isArray(value) ? { words: "such as", values: value } : undefined),
	format: (value) => ({ words: "format", values: [value] }),
	additionalProperties: (value) => (value === false ? { words: "no other member" } : undefined),
};
