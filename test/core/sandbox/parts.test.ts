import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { hostName, isLoopback, isLoopbackOrigin } from "../../../src/core/operation/loopback.ts";
import { compilePattern, matchCount } from "../../../src/core/operation/pattern.ts";
import { hex, randomFrom } from "../../../src/core/operation/random.ts";
import { sampleValue } from "../../../src/core/operation/sample.ts";
import { splitUrl } from "../../../src/core/operation/split-url.ts";
import { Collection, type PageRequest } from "../../../src/core/sandbox/collection.ts";

describe("a text made up for a pattern matches it", () => {
	test.each([
		"^IM[0-9a-fA-F]{32}$",
		"^(?:a|bc)+x?y*$",
		"^[^a]$|^b$",
		"^\\d{3}-\\w{2,5}\\.\\s$",
		"^[a-c_-]{2,}$",
		"^v(1|2(\\.\\d)?)$",
		"^\\/[\\d.]+$",
		"^.{5}$",
		"^\\^\\$$",
	])("%s", (pattern) => {
		const make = compilePattern(pattern);
		// A negated class is more than the reader knows; it says so.
		if (pattern.includes("[^")) expect(make).toBeUndefined();
		else
			fc.assert(fc.property(fc.integer(), (seed) => new RegExp(pattern, "u").test(make?.draw(randomFrom(String(seed))) ?? "")));
	});

	test.each([
		["^shelf-[0-9]{4}$", 10_000],
		["^(?:a|bc)x?$", 4],
		["^[ab]{1,3}$", 14],
		["^v(1|2(\\.\\d)?)$", 12],
		["^[0-9a-fA-F]{2}$", 256],
		["(?=x)y", 0],
	])("%s: %i", (pattern, count) => {
		expect(matchCount(pattern)).toBe(count);
	});

	test.each(["(?=x)y", "(", "[z-a", "\\p{L}", "(?<n>x)", "x{99999}"])("%s is too clever", (pattern) => {
		expect(compilePattern(pattern)).toBeUndefined();
	});
});

test("random sources give what they should", () => {
	expect(hex(32, Math.random)).toMatch(/^[0-9a-f]{32}$/);
	expect(hex(3, () => 0.999)).toHaveLength(3);
	expect(randomFrom("a")()).toBe(randomFrom("a")());
	expect(randomFrom("a")()).not.toBe(randomFrom("b")());
});

describe("a value made up for a schema is the plainest there is", () => {
	const schemas = {
		Self: { type: "object", required: ["self"], properties: { self: { $ref: "Self" } } },
		Loop: { $ref: "Loop" },
	};
	const options = { schemas, filled: false, random: () => 0, now: Date.parse("2026-01-02T03:04:05Z"), url: "http://x/" };
	test.each<[JsonSchema, unknown]>([
		[{ type: "string", default: "d" }, "d"],
		[{ const: 3 }, 3],
		[{ type: ["string", "null"] }, null],
		[{ anyOf: [{ type: "integer" }, { type: "null" }] }, null],
		[{ enum: ["a", "b"] }, "a"],
		[{ type: "integer", minimum: 1.5 }, 2],
		[{ type: "number", minimum: -1 }, 0],
		[{ type: "integer", maximum: -3 }, -3],
		[{ type: "integer", exclusiveMinimum: 4 }, 5],
		[{ type: "integer", minimum: 7, multipleOf: 5 }, 10],
		[{ type: "boolean" }, false],
		[{ type: "string", minLength: 3 }, "xxx"],
		[{ type: "string", format: "date-time" }, "2026-01-02T03:04:05Z"],
		[{ type: "string", format: "date" }, "2026-01-02"],
		[{ type: "string", format: "uri" }, "http://x/"],
		[{ type: "string", contentMediaType: "application/json" }, "{}"],
		[{ type: "array", minItems: 2, items: { type: "integer" } }, [0, 0]],
		[{ type: "object", required: ["a"], properties: { a: { allOf: [{ type: "string" }, { minLength: 1 }] } } }, { a: "x" }],
		[{ $ref: "Loop" }, null],
		[{}, null],
	])("%j: %j", (schema, value) => {
		expect(sampleValue(schema, options)).toEqual(value);
	});

	test("and ends where a schema contains itself", () => {
		expect(JSON.stringify(sampleValue({ $ref: "Self" }, options)).length).toBeLessThan(200);
	});
});

test("a page of a collection is what a slice of a plain list is, after any deletions", () => {
	const starts = fc.oneof(fc.record({ offset: fc.nat(25) }), fc.record({ after: fc.nat(25) }), fc.record({ before: fc.nat(25) }));
	const pages: fc.Arbitrary<PageRequest> = fc.record({
		size: fc.integer({ min: 1, max: 9 }),
		descending: fc.boolean(),
		start: starts,
	});
	fc.assert(
		fc.property(fc.nat(20), fc.array(fc.nat(20)), pages, (count, deletions, request) => {
			const collection = new Collection();
			for (let number = 0; number < count; number++) collection.add(`${number}`, {});
			for (const number of deletions) collection.delete(`${number}`);
			const left = Array.from({ length: count }, (_, number) => number).filter((number) => !deletions.includes(number));
			if (request.descending) left.reverse();
			const beyond = (number: number, other: number) => (request.descending ? number < other : number > other);
			const { start, size } = request;
			const rest =
				"offset" in start
					? left.slice(start.offset)
					: "after" in start
						? left.filter((number) => beyond(number, start.after))
						: left.filter((number) => beyond(start.before, number)).slice(-size);
			const page = collection.page(request);
			expect(page.items.map(({ position }) => position)).toEqual(rest.slice(0, size));
			expect(collection.size).toBe(left.length);
		}),
	);
});

test.each([
	["/a?b#c", { origin: "http://localhost", pathname: "/a", query: "b" }],
	["https://h:1/a/b", { origin: "https://h:1", pathname: "/a/b", query: "" }],
	["https://h?x=/y", { origin: "https://h", pathname: "/", query: "x=/y" }],
	["https://u:p@h/a#b?c", { origin: "https://h", pathname: "/a", query: "" }],
	["/a/../b?x=http://y", { origin: "http://localhost", pathname: "/a/../b", query: "x=http://y" }],
])("the address %s is taken apart as it stands", (url, parts) => {
	expect(splitUrl(url)).toEqual(parts);
});

test("this machine is told from others", () => {
	for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "a.localhost"]) expect(isLoopback(host), host).toBe(true);
	for (const host of ["example.com", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "", "1127.0.0.1"])
		expect(isLoopback(host), host).toBe(false);
	expect([isLoopbackOrigin("http://localhost:3000"), isLoopbackOrigin("https://evil.example"), isLoopbackOrigin("null")]).toEqual(
		[true, false, false],
	);
	expect([hostName("a:1"), hostName("[::1]:1"), hostName("a b"), hostName("a@b")]).toEqual(["a", "[::1]", undefined, undefined]);
});
