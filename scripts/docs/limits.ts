import type { Constraints } from "../pipeline/describe-schema.ts";
import type { Schema } from "../pipeline/openapi.ts";

/** A rule in words, and the values that it names. */
export interface Limit {
	readonly words: string;
	readonly values?: readonly unknown[];
}

/** The rules for a value, in words. */
export function limitsOf(constraints: readonly Constraints[]): Limit[] {
	return constraints.flatMap(({ schema, perItem }) => {
		const limits = schemaLimits(schema);
		return perItem ? limits.map((limit) => ({ ...limit, words: `each ${limit.words}` })) : limits;
	});
}

const COUNT_FORMAT = new Intl.NumberFormat("en-US");
const counted = (value: unknown, noun: string) =>
	`${COUNT_FORMAT.format(Number(value))} ${noun}${Number(value) === 1 ? "" : "s"}`;

/** The meaning of each keyword. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => Limit | undefined>> = {
	format: (value) => ({ words: "format", values: [value] }),
	enum: (value) => ({ words: "one of", values: Array.isArray(value) ? value : [value] }),
	examples: (value) => (Array.isArray(value) ? { words: "such as", values: value } : undefined),
	const: (value) => ({ words: "always", values: [value] }),
	minLength: (value) => ({ words: `at least ${counted(value, "character")}` }),
	maxLength: (value) => ({ words: `at most ${counted(value, "character")}` }),
	minimum: (value) => ({ words: `at least ${value}` }),
	maximum: (value) => ({ words: `at most ${value}` }),
	exclusiveMinimum: (value) => ({ words: `more than ${value}` }),
	exclusiveMaximum: (value) => ({ words: `less than ${value}` }),
	multipleOf: (value) => ({ words: `a multiple of ${value}` }),
	minItems: (value) => ({ words: `at least ${counted(value, "item")}` }),
	maxItems: (value) => ({ words: `at most ${counted(value, "item")}` }),
	uniqueItems: (value) => (value === true ? { words: "no item twice" } : undefined),
	contentMediaType: (value) =>
		value === "application/json" ? { words: "text that holds JSON" } : { words: "holds", values: [value] },
	additionalProperties: (value) => (value === false ? { words: "no other member" } : undefined),
};

function schemaLimits(schema: Schema): Limit[] {
	const { minLength, maxLength, ...rest } = schema;
	if (minLength !== undefined && minLength === maxLength)
		return [{ words: counted(minLength, "character") }, ...schemaLimits(rest)];
	return Object.entries(KEYWORDS).flatMap(([keyword, inWords]) => {
		const value = schema[keyword];
		const limit = value === undefined ? undefined : inWords(value);
		return limit ? [limit] : [];
	});
}
