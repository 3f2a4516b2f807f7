import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDescriptions } from "../../../src/core/compare/compare-descriptions.ts";
import { DescriptionFileError } from "../../../src/core/compare/description-file-error.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";
import { json } from "./support/descriptions.ts";

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A description of one operation, whose response is the schema `A`. */
function described(schemas: object): unknown {
	const get = { operationId: "look", responses: { "200": json(reference("A")) } };
	return { openapi: "3.1.0", paths: { "/a": { get } }, components: { schemas } };
}

function compare(ours: unknown, theirs: unknown) {
	return compareDescriptions(readDescription(ours), readDescription(theirs), "theirs");
}

const member = { type: "object", properties: { name: { type: "string" } } };
const names = Array.from({ length: 30 }, (_, index) => `m${index}`);
const levels = Array.from({ length: 40 }, (_, index) => `L${index}`);
const AWKWARD = {
	"all of itself": { A: { allOf: [reference("A"), member] } },
	"all of itself, many times": { A: { allOf: [...Array.from({ length: 20 }, () => reference("A")), member] } },
	"all of each other": { A: { allOf: [reference("B"), reference("B")] }, B: { allOf: [reference("A"), reference("A"), member] } },
	"all of the next, twice": {
		A: { allOf: [reference("L0"), member] },
		...Object.fromEntries(levels.map((name, at) => [name, { allOf: [reference(`L${at + 1}`), reference(`L${at + 1}`)] }])),
		L40: {},
	},
	"a reference to itself": { A: reference("A") },
	"one of itself": { A: { oneOf: [reference("A"), { type: "null" }] } },
	"members that are itself": { A: { type: "object", properties: { self: reference("A"), name: { type: "string" } } } },
	"many members that are itself": {
		A: { type: "object", properties: Object.fromEntries(names.map((name) => [name, reference("A")])) },
	},
};

test.each(Object.entries(AWKWARD))("a schema with %s is compared to the end, and is the same as itself", (_, schemas) => {
	expect(compare(described(schemas), described(schemas)).differences).toEqual([]);
	const places = readDescription(described(schemas)).map(({ values }) => values.size);
	expect(Math.max(...places)).toBeLessThan(30_000);
});

test("what stands beside a reference to itself is compared", () => {
	const changed = { A: { allOf: [reference("A"), { type: "object", properties: { name: { type: "integer" } } }] } };
	expect(compare(described(AWKWARD["all of itself"]), described(changed)).differences).toMatchObject([
		{ pointer: "/response/200/body/name", keyword: "type" },
	]);
});

test("where a comparison stops at its limit, it says so, and takes nothing beyond it for missing", () => {
	const wide = AWKWARD["many members that are itself"];
	const { differences, notes } = compare(
		described(wide),
		described({ A: { type: "object", properties: { m0: reference("A") } } }),
	);
	expect(notes).toEqual([expect.stringMatching(/^compared in part: look has more than \d+ values/)]);
	// What is missing on top is told, and nothing below it.
	expect(
		differences.map(({ pointer }) => pointer).filter((pointer) => /^\/response\/200\/body\/m\d+$/.test(pointer)),
	).toHaveLength(29);
});

test("a document that contains itself, as YAML can write it, is rejected in one line", () => {
	const cyclic: Record<string, unknown> = { type: "object" };
	cyclic.items = cyclic;
	expect(() => readDescription(described({ A: cyclic }))).toThrow(/^expected a schema that ends, got one that contains itself/);
});

test("a schema that is nested too deeply is rejected in one line", () => {
	const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => ({ items: inner }), {});
	expect(() => readDescription(described({ A: deep }))).toThrow(/^expected a schema of at most \d+ levels, got a deeper one/);
});

test("an alias that is used again and again is read once", () => {
	const bomb = levels.reduce<object>((inner) => ({ allOf: [inner, inner], properties: { x: inner } }), { type: "string" });
	expect(compare(described({ A: bomb }), described({ A: bomb })).differences).toEqual([]);
});

test("whatever stands in the place of a schema, there is a result or a message", () => {
	const keywords = [
		"type",
		"enum",
		"required",
		"properties",
		"items",
		"allOf",
		"anyOf",
		"$ref",
		"nullable",
		"format",
		"maximum",
		"const",
		"minLength",
		"oneOf",
		"pattern",
		"default",
		"deprecated",
		"exclusiveMaximum",
	];
	const anything = fc.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom("string", "#/components/schemas/A", "#/no", null, true, 5),
			fc.constant({ toString: 1, valueOf: 1 }),
			tie("list"),
			tie("object"),
		),
		list: fc.array(tie("value"), { maxLength: 3 }),
		object: fc.dictionary(fc.constantFrom(...keywords, "__proto__", "constructor"), tie("value"), { maxKeys: 4 }),
	})).value;
	fc.assert(
		fc.property(anything, anything, (one, other) => {
			try {
				compare(described({ A: { properties: { a: one } } }), described({ A: { properties: { a: other } } }));
			} catch (error) {
				expect(error).toBeInstanceOf(DescriptionFileError);
			}
		}),
	);
});

test.each(["openapi", "name", "in"])("a %s that is no text is rejected in one line, whatever it is", (member) => {
	for (const value of [{ toString: 1, valueOf: 1 }, [{}], {}, true]) {
		const parameter = { name: "a", in: "query", schema: {}, [member]: value };
		const document = { ...(described({ A: {} }) as object), [member]: value };
		const get = { parameters: [parameter], responses: {} };
		const broken = member === "openapi" ? document : { openapi: "3.1.0", paths: { "/a": { get } } };
		expect(() => readDescription(broken)).toThrow(DescriptionFileError);
		expect(() => readDescription(broken)).toThrow(/^[^\n]*expected [^\n]*, got [^\n]*$/);
	}
});
