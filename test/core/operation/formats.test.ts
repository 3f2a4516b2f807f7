import formats from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../../scripts/pipeline/formats.ts";
import { codePointLength } from "../../../src/core/operation/formats.ts";

type Check = (text: string) => boolean;

/** What ajv-formats says, which is the reference. */
function reference(name: string): Check {
	const format = formats.fullFormats[name as keyof typeof formats.fullFormats];
	if (format instanceof RegExp) return (text) => format.test(text);
	if (typeof format === "function") return format as Check;
	const { validate } = format as { validate: Check | RegExp };
	return validate instanceof RegExp ? (text) => validate.test(text) : validate;
}

const digits = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0"));
const dates = fc
	.tuple(fc.constantFrom("2015", "2016", "1900", "2000", "0000", "16"), digits, digits)
	.map((parts) => parts.join("-"));
const zones = fc.oneof(
	fc.constantFrom("Z", "z", ""),
	fc.tuple(fc.constantFrom("+", "-"), digits, digits).map(([sign, hour, minute]) => `${sign}${hour}:${minute}`),
);
// A leap second is rejected on purpose, so none is tried.
const seconds = digits.filter((value) => value !== "60");
const times = fc
	.tuple(digits, digits, seconds, fc.constantFrom("", ".5", ".123456", "."), zones)
	.map(([h, m, s, fraction, zone]) => `${h}:${m}:${s}${fraction}${zone}`);

/** Texts that are nearly, or wholly, of a format. */
const NEAR: Record<string, fc.Arbitrary<string>> = {
	date: dates,
	"date-time": fc.tuple(dates, fc.constantFrom("T", "t"), times).map((parts) => parts.join("")),
	uuid: fc.oneof(
		fc.uuid(),
		fc.uuid().map((id) => id.slice(1)),
		fc.uuid().map((id) => id.toUpperCase()),
	),
	email: fc.emailAddress(),
	uri: fc.webUrl({ withQueryParameters: true, withFragments: true }),
};

describe.each([...FORMATS])("format %s", (name, { check }) => {
	const expected = reference(name);
	test("agrees with ajv-formats on what nearly is one", () => {
		fc.assert(
			fc.property(NEAR[name] ?? fc.string(), (text) => {
				expect(check(text), text).toBe(expected(text));
			}),
			{ numRuns: 5000 },
		);
	});

	test("rejects whatever ajv-formats rejects of any text", () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				if (!expected(text)) expect(check(text), text).toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});
});

test.each([
	["2015-12-16T22:18:37Z", true],
	["2015-12-16T22:18:37.123+01:00", true],
	["2016-02-29T00:00:00Z", true],
	["2015-02-29T00:00:00Z", false],
	["2015-13-01T00:00:00Z", false],
	["2015-12-16T24:00:00Z", false],
	["2016-12-31T23:59:60Z", false],
	["2015-12-16 22:18:37Z", false],
	["2015-12-16T22:18:37", false],
	["Wed, 16 Dec 2015 22:18:37 +0000", false],
])("date-time %s: %s", (text, valid) => {
	expect(FORMATS.get("date-time")?.check(text)).toBe(valid);
});

test("a length counts code points, as JSON Schema says", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (text) => {
			expect(codePointLength(text)).toBe([...text].length);
		}),
	);
	expect(codePointLength("😀")).toBe(1);
	expect(codePointLength("\ud83d")).toBe(1);
});
