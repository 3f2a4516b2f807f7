import { expect, test } from "vitest";
import { fixedPrefix } from "../../scripts/generators/types.ts";

const CASES: Record<string, string> = {
	"^IM[0-9a-f]{32}$": "IM",
	"^bk_[0-9a-z]{8}$": "bk_",
	"^ab?c": "a",
	"^ab*c": "a",
	"^ab{0,2}c": "a",
	"^ab+c": "ab",
	"^abc$": "abc",
	abc: "",
	"^a|b": "",
	"^[a-z]": "",
	"^\\d": "",
};

test.each(Object.entries(CASES))("every match of %s begins with %j", (pattern, prefix) => {
	expect(fixedPrefix(pattern)).toBe(prefix);
});

test("no pattern fixes nothing", () => {
	expect(fixedPrefix(undefined)).toBe("");
});
