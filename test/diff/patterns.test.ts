import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparePatterns } from "../../scripts/diff/patterns.ts";

test.each([
	["^a{1,3}$", "^a{1,2}$", { onlyHere: "aaa" }],
	["^[ab]$", "^(?:a|b)$", {}],
	["^a|b$", "b$|^a", {}],
	["(^|,)a", "^a", { onlyHere: ",a" }],
	["^[A-Z]{2}[0-9a-f]{4}$", "^[A-Z]{2}[0-9a-fA-F]{4}$", { onlyThere: "AAAAAA" }],
	["^[^]{0,1600}$", "^[^]{0,1601}$", { onlyThere: "A".repeat(1601) }],
	["^a+$", "^b+$", { onlyHere: "a", onlyThere: "b" }],
	["\\bfoo\\b", "foo", { onlyThere: "Afoo" }],
	["^(a+)+$", "^a+$", {}],
	["a$b", "^x$", { onlyThere: "x" }],
	["^\\p{Lu}$", "^[A-Z]$", { onlyHere: "À" }],
	["[^a]", "(?!a)[^]", {}],
	["", "^", {}],
])("%s and %s", (here, there, expected) => {
	expect(comparePatterns(here, there)).toEqual(expected);
});

test.each([
	["^([a-z]+)\\1$", "^aa$"],
	["^(?!ab)[a-z]+$", "^[a-z]+$"],
	["^(?=.*\\d)(?=.*[a-z]).{8,}$", "^.{8,}$"],
	["^a[^]{0,20}b[^]{14}c", "b"],
	["(", "a"],
])("%s and %s cannot be told apart", (here, there) => {
	expect(comparePatterns(here, there)).toBeUndefined();
	expect(comparePatterns(there, here)).toBeUndefined();
});

describe("random patterns", () => {
	const atom = fc.constantFrom("a", "b", "c", "[ab]", "[^a]", ".", "\\d", "\\w", "1", "-");
	const repeat = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "*?");
	const assertion = fc.constantFrom("^", "$", "\\b", "\\B", "(?=a)", "(?!b)", "(?<=a)", "(?<!-)");
	const { pattern } = fc.letrec((tie) => ({
		part: fc.oneof(
			{ maxDepth: 2 },
			{ weight: 4, arbitrary: fc.tuple(atom, repeat).map((parts) => parts.join("")) },
			{ weight: 1, arbitrary: assertion },
			{ weight: 2, arbitrary: fc.tuple(tie("pattern"), repeat).map(([inner, times]) => `(?:${inner})${times}`) },
		),
		sequence: fc.array(tie("part"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
		pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }).map((parts) => parts.join("|")),
	})) as { pattern: fc.Arbitrary<string> };
	const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "-", "\n"), maxLength: 6 }), {
		minLength: 30,
		maxLength: 30,
	});

	test("what is told of two of them holds for every text", () => {
		fc.assert(
			fc.property(pattern, pattern, texts, (here, there, samples) => {
				const result = comparePatterns(here, there);
				// Some patterns cannot be compared; these are not counted as runs.
				fc.pre(result !== undefined);
				const [isHere, isThere] = [new RegExp(here, "u"), new RegExp(there, "u")];
				const { onlyHere, onlyThere } = result;
				if (onlyHere !== undefined) expect([isHere.test(onlyHere), isThere.test(onlyHere)]).toEqual([true, false]);
				if (onlyThere !== undefined) expect([isHere.test(onlyThere), isThere.test(onlyThere)]).toEqual([false, true]);
				for (const text of samples) {
					if (onlyHere === undefined && isHere.test(text)) expect(isThere.test(text), JSON.stringify(text)).toBe(true);
					if (onlyThere === undefined && isThere.test(text)) expect(isHere.test(text), JSON.stringify(text)).toBe(true);
				}
			}),
			{ numRuns: 40 },
		);
	});
});
