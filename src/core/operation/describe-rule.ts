import { countOf } from "./count-of.ts";
import { showValue } from "./value.ts";
import type { Violation } from "./violation.ts";

/** A rule in words, and the values that it names. */
export interface RuleWords {
	readonly words: string;
	readonly values?: readonly unknown[];
}

/** Describes a rule of a schema in words, such as `at most 20 characters`. */
export function describeRule({ keyword, expected }: Pick<Violation, "keyword" | "expected">): string {
	const said = SAID_OF_VALUES[keyword]?.(expected);
	if (said !== undefined) return said;
	const { words, values = [] } = wordsOfRule(keyword, expected) ?? { words: keyword, values: [expected] };
	return values.length === 0 ? words : `${words} ${values.map((value) => show(value)).join(", ")}`;
}

/** The words of a rule by themselves; undefined where it limits nothing, or has none. */
export function wordsOfRule(keyword: string, expected: unknown): RuleWords | undefined {
	const words = WORDS[keyword]?.(expected);
	return typeof words === "string" ? { words } : words;
}

/** A length of texts, such as `20 characters`. */
export function inCharacters(length: unknown): string {
	return counted(length, "character");
}

/** A count with separators of thousands. */
function counted(number: unknown, noun: string): string {
	return countOf(Number(number), noun).replace(/\B(?=(?:\d{3})+ )/g, ",");
}

/** Rules whose words need the value that they are about beside them. */
const SAID_OF_VALUES: Readonly<Record<string, (expected: unknown) => string>> = {
	required: () => "required",
	type: (expected) => [expected].flat().join(" or "),
	pattern: (expected) => `matches ${expected}`,
	format: (expected) => String(expected),
	additionalProperties: () => "no such member",
};

const WORDS: Readonly<Record<string, (expected: unknown) => string | RuleWords | undefined>> = {
	enum: (expected) => ({ words: "one of", values: [expected].flat() }),
	const: (expected) => ({ words: "always", values: [expected] }),
	minLength: (expected) => `at least ${inCharacters(expected)}`,
	maxLength: (expected) => `at most ${inCharacters(expected)}`,
	minimum: (expected) => `at least ${expected}`,
	maximum: (expected) => `at most ${expected}`,
	exclusiveMinimum: (expected) => `more than ${expected}`,
	exclusiveMaximum: (expected) => `less than ${expected}`,
	multipleOf: (expected) => `a multiple of ${expected}`,
	minItems: (expected) => `at least ${counted(expected, "item")}`,
	maxItems: (expected) => `at most ${counted(expected, "item")}`,
	uniqueItems: (expected) => (expected === true ? "no item twice" : undefined),
	contentMediaType: (expected) => `text that holds ${expected === "application/json" ? "JSON" : expected}`,
};

/** The most characters of a value that `show` writes. */
export const SHOWN_CHARACTERS = 120;

/** Writes a value for a sentence: as JSON, cut where it is too long. */
export function show(value: unknown): string {
	if (value === undefined) return "nothing";
	const text = showValue(value);
	return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 3)}…` : text;
}
