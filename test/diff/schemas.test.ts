import { expect, test } from "vitest";
import { comparePatterns } from "../../scripts/diff/patterns.ts";
import { createWitnessFinder } from "../../scripts/diff/witness/find-witness.ts";
import { compareDescriptions } from "../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../src/core/compare/read-description.ts";

type Document = Parameters<typeof createWitnessFinder>[0];

/** A description with a value that clients send, `v`, and one that they receive, `w`. */
function describedBy(v: unknown, w: unknown): Document {
	const content = (name: string, schema: unknown) => ({
		"application/json": { schema: { type: "object", properties: { [name]: schema } } },
	});
	const responses = { 200: { description: "done", content: content("w", w) } };
	return {
		openapi: "3.1.0",
		info: { title: "Pairs", version: "1.0.0" },
		servers: [{ url: "https://pairs.example" }],
		paths: { "/a": { post: { operationId: "a", requestBody: { content: content("v", v) }, responses } } },
	} as unknown as Document;
}

const TEXT = { type: "string" };
const LIST = { type: "array", items: TEXT };
const MAP = { type: "object", additionalProperties: TEXT };
const NUMBERS = [{ type: "number" }, { type: "integer", minimum: 5 }];
const ORDERS = { type: ["string", "null"], enum: ["a", null] };

/** Two schemas, and the bumps where clients send and receive the value. */
const PAIRS: readonly (readonly [name: string, before: unknown, after: unknown, sent: string, received: string])[] = [
	["null is no listed value any more", ORDERS, { ...ORDERS, enum: ["a"] }, "major", "patch"],
	["null becomes a listed value", { enum: ["a"] }, { enum: ["a", null] }, "minor", "major"],
	["null is no type any more, and was no listed value", { ...ORDERS, enum: ["a"] }, { ...TEXT, enum: ["a"] }, "none", "none"],
	["one alternative alone may fit", { anyOf: NUMBERS }, { oneOf: NUMBERS }, "major", "patch"],
	[
		"one alternative alone can fit",
		{ anyOf: [TEXT, { type: "integer" }] },
		{ oneOf: [TEXT, { type: "integer" }] },
		"none",
		"none",
	],
	["alternatives are types", { anyOf: [TEXT, { type: "integer" }] }, { type: ["integer", "string"] }, "none", "none"],
	["nothing fits", TEXT, false, "major", "patch"],
	["no item fits", LIST, { type: "array", items: false }, "major", "patch"],
	["null alone fits", TEXT, { type: "null" }, "major", "major"],
	["the first item is another", LIST, { ...LIST, prefixItems: [{ type: "integer" }] }, "major", "major"],
	["further members may be null", MAP, { type: "object", additionalProperties: { type: ["string", "null"] } }, "minor", "major"],
	["further members are texts", { type: "object" }, MAP, "major", "patch"],
	["further members are anything", { type: "object" }, { type: "object", additionalProperties: {} }, "none", "none"],
	["no further members", MAP, { type: "object", additionalProperties: false }, "major", "patch"],
	["a constant is the only listed value", { const: "a" }, { enum: ["a"] }, "none", "none"],
	[
		"a pattern that takes for ever to try",
		{ ...TEXT, pattern: "^(a?){40}a{40}$" },
		{ ...TEXT, pattern: "^(a?){40}a{41}$" },
		"major",
		"major",
	],
];

/** Witnesses have no values for it. */
const UNWITNESSED = ["the first item is another"];

function compare(base: Document, head: Document) {
	const { bump, differences } = compareDescriptions(readDescription(base), readDescription(head), "head", {
		scope: "all",
		patterns: comparePatterns,
	});
	const find = createWitnessFinder(base, head);
	return { bump, differences, witnesses: differences.filter((each) => each.bump === "major").map(find) };
}

test.each(PAIRS)("%s", (name, before, after, sent, received) => {
	const request = compare(describedBy(before, {}), describedBy(after, {}));
	const response = compare(describedBy({}, before), describedBy({}, after));
	expect([request.bump, response.bump]).toEqual([sent, received]);
	const witnesses = [...request.witnesses, ...response.witnesses];
	expect(witnesses.every((witness) => witness !== undefined)).toBe(!UNWITNESSED.includes(name));
	for (const witness of witnesses) if (witness) expect(witness.base).not.toBe(witness.head);
});

test("the letters of a header's name count where it is an argument, and not where it is received", () => {
	const withHeaders = (name: string) => {
		const document = JSON.parse(JSON.stringify(describedBy(TEXT, TEXT)));
		const { post } = document.paths["/a"];
		post.parameters = [{ name, in: "header", schema: TEXT }];
		post.responses[200].headers = { [name]: { schema: TEXT } };
		return document as Document;
	};
	const { differences, witnesses } = compare(withHeaders("X-Trace"), withHeaders("x-trace"));
	expect(differences.map(({ pointer, keyword, bump }) => [pointer, keyword, bump])).toEqual([
		["/request/header/X-Trace", "name", "major"],
	]);
	expect(witnesses).toEqual([
		{
			summary: 'client.a({ X-Trace: "text" })',
			base: "calls the argument X-Trace",
			head: "calls the argument x-trace",
		},
	]);
});
