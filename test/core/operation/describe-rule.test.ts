import { expect, test } from "vitest";
import { describeRule, SHOWN_CHARACTERS, show } from "../../../src/core/operation/describe-rule.ts";

test.each<[keyword: string, expected: unknown, words: string]>([
	["required", undefined, "required"],
	["type", ["string", "null"], "string or null"],
	["pattern", "^a$", "matches ^a$"],
	["format", "date", "date"],
	["additionalProperties", false, "no such member"],
	["enum", ["a", 1, null], 'one of "a", 1, null'],
	["const", "a", 'always "a"'],
	["minLength", 1, "at least 1 character"],
	["maxLength", 1600, "at most 1,600 characters"],
	["maxLength", 1234567, "at most 1,234,567 characters"],
	["minimum", 0, "at least 0"],
	["maximum", -1.5, "at most -1.5"],
	["exclusiveMinimum", 0, "more than 0"],
	["exclusiveMaximum", 5, "less than 5"],
	["multipleOf", 0.5, "a multiple of 0.5"],
	["minItems", 1, "at least 1 item"],
	["maxItems", 100, "at most 100 items"],
	["uniqueItems", true, "no item twice"],
	["contentMediaType", "application/json", "text that holds JSON"],
	["contentMediaType", "text/csv", "text that holds text/csv"],
	["minContains", 2, "minContains 2"],
])("the rule %s: %j is %s", (keyword, expected, words) => {
	expect(describeRule({ keyword, expected })).toBe(words);
});

test("a value is shown whole, or cut with an ellipsis", () => {
	const ofLength = (length: number) => "x".repeat(length - 2);
	expect(show(ofLength(SHOWN_CHARACTERS))).toBe(`"${ofLength(SHOWN_CHARACTERS)}"`);
	const cut = show(ofLength(SHOWN_CHARACTERS + 1));
	expect(cut).toMatch(/^"x+…$/);
	expect(cut.length).toBeLessThanOrEqual(SHOWN_CHARACTERS);
});
