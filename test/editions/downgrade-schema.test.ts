import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { downgradeDocument } from "../../scripts/editions/downgrade-document.ts";
import type { OpenApi, Schema } from "../../scripts/pipeline/openapi.ts";
import { compile30, compile31 } from "./support/schema-3-0.ts";

const COMPONENTS = {
	Text: { type: "string", minLength: 1 },
	Level: { type: ["string", "null"], enum: ["low", null] },
	Tree: {
		type: "object",
		required: ["name"],
		properties: { name: { type: "string" }, next: { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] } },
	},
	Mixed: { allOf: [{ $ref: "#/components/schemas/Tree" }, { type: "object", properties: { age: { type: "integer" } } }] },
	Coded: { type: "string", contentMediaType: "application/json" },
};
const names = Object.keys(COMPONENTS);
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A schema with the components that it needs, in a document. */
function downgrade(schema: unknown) {
	const content = { "application/json": { schema } };
	const get = { operationId: "look", responses: { 200: { description: "", content } } };
	const document = {
		openapi: "3.1.1",
		info: { title: "", version: "" },
		paths: { "/": { get } },
		components: { schemas: COMPONENTS },
	};
	const result = downgradeDocument(document as unknown as OpenApi) as unknown as typeof document & {
		info: { description: string };
	};
	return {
		schema: result.paths["/"].get.responses[200].content["application/json"].schema as Schema,
		schemas: result.components.schemas as Record<string, Schema>,
		note: result.info.description,
	};
}

describe("a schema of 3.1 in 3.0", () => {
	test.each<[string, unknown, unknown]>([
		["a nullable type", { type: ["string", "null"], maxLength: 3 }, { type: "string", nullable: true, maxLength: 3 }],
		["a list of values without null", { type: ["string", "null"], enum: ["a"] }, { type: "string", enum: ["a"] }],
		["null alone", { type: "null" }, { type: "string", nullable: true, enum: [null] }],
		[
			"several types",
			{ type: ["string", "integer", "null"] },
			{ anyOf: [{ type: "string", nullable: true }, { type: "integer" }] },
		],
		["a constant", { const: "a" }, { enum: ["a"] }],
		["the constant null", { type: ["string", "null"], const: null }, { type: "string", nullable: true, enum: [null] }],
		["examples", { type: "string", examples: ["a", "b"] }, { type: "string", example: "a" }],
		["an exclusive limit", { exclusiveMinimum: 1, maximum: 5 }, { minimum: 1, exclusiveMinimum: true, maximum: 5 }],
		["a limit that is stricter than the exclusive one", { exclusiveMaximum: 9, maximum: 5 }, { maximum: 5 }],
		[
			"a reference with a description",
			{ ...reference("Text"), description: "d" },
			{ description: "d", allOf: [reference("Text")] },
		],
		["a reference or null", { anyOf: [reference("Text"), { type: "null" }] }, reference("TextOrNull")],
		[
			"a schema or null",
			{ oneOf: [{ type: "null" }, { type: "integer", enum: [1] }] },
			{ type: "integer", nullable: true, enum: [1, null] },
		],
		[
			"a rule beside an alternative",
			{ anyOf: [{ maxLength: 5 }, { type: "null" }], maxLength: 9 },
			{ maxLength: 9, allOf: [{ maxLength: 5 }] },
		],
		["content of a string", { type: "string", contentMediaType: "a/b" }, { type: "string", "x-contentMediaType": "a/b" }],
		[
			"items by position",
			{ prefixItems: [{ type: "string" }], items: false },
			{ items: { anyOf: [{ type: "string" }, false] }, "x-prefixItems": [{ type: "string" }] },
		],
		["an array without items", { type: "array" }, { type: "array", items: {} }],
		["schemas that are booleans", { properties: { a: true, b: false } }, { properties: { a: {}, b: { not: {} } } }],
		[
			"members by pattern",
			{ patternProperties: { "^a": { type: "string" } }, additionalProperties: false },
			{ additionalProperties: { anyOf: [{ type: "string" }] }, "x-patternProperties": { "^a": { type: "string" } } },
		],
		["a branch that allows more", { oneOf: [reference("Coded"), {}] }, { anyOf: [reference("Coded"), {}], "x-oneOf": true }],
		["what is forbidden, and more", { not: { contains: {} } }, { "x-not": { "x-contains": {} } }],
		["a member called like a keyword", { properties: { const: { const: 1 } } }, { properties: { const: { enum: [1] } } }],
	])("%s", (_, schema, expected) => {
		expect(downgrade(schema).schema).toEqual(expected);
	});

	test("a schema that contains itself, or null", () => {
		const { schemas } = downgrade(reference("Mixed"));
		expect(schemas.TreeOrNull).toEqual({ ...schemas.Tree, nullable: true });
		expect(schemas.Tree?.properties?.next).toEqual(reference("TreeOrNull"));
	});

	test("the document lists what is kept as an extension, and nothing otherwise", () => {
		expect(downgrade({ type: "string", contentMediaType: "a/b" }).note).toContain("`x-contentMediaType`");
		expect(downgrade({ type: "string" }).note).toBe("");
	});

	test("allows what it allowed, and nothing else where 3.0 has all keywords", () => {
		let compared = 0;
		fc.assert(
			fc.property(anySchema, fc.array(anyValue, { minLength: 8, maxLength: 8 }), (schema, values) => {
				const lower = downgrade(schema);
				const [before, after] = [compile31(schema, COMPONENTS), compile30(lower.schema, lower.schemas)];
				for (const value of [...SAMPLES, ...values]) {
					const [was, is] = [before(value), after(value)];
					if (was) expect(is, `${JSON.stringify(value)} by ${JSON.stringify(lower)}`).toBe(true);
					else if (lower.note === "") expect(is, `${JSON.stringify(value)} by ${JSON.stringify(lower)}`).toBe(false);
					compared += lower.note === "" ? 1 : 0;
				}
			}),
			{ numRuns: 100 },
		);
		expect(compared).toBeGreaterThan(100);
	});
});

const SAMPLES = [null, "", "low", "xxxx", 0, 3, 1.5, true, [], ["a", null], {}, { name: "a" }, { name: "a", next: null, a: 1 }];
const scalar = fc.constantFrom(null, "", "low", "xxxx", "{}", 0, 1, 3, 1.5, true);
const anyValue = fc.oneof(
	scalar,
	fc.array(scalar, { maxLength: 3 }),
	fc.dictionary(fc.constantFrom("a", "name", "next"), fc.oneof(scalar, fc.constant({ name: "b" })), { maxKeys: 3 }),
);
const types = fc.constantFrom("string", "integer", "number", "boolean", "object", "array", "null");

const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => ({
	schema: fc.oneof(
		{ depthSize: "small", withCrossShrink: true },
		fc.constantFrom(...names.map(reference)),
		fc.record(
			{
				type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
				enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
				minLength: fc.nat(3),
				minimum: fc.nat(3),
				exclusiveMinimum: fc.nat(3),
				exclusiveMaximum: fc.nat(3),
			},
			{ requiredKeys: [] },
		),
		fc.record({ const: scalar }),
		fc.record(
			{ anyOf: fc.tuple(tie("schema"), fc.constant({ type: "null" })), maxLength: fc.nat(3) },
			{ requiredKeys: ["anyOf"] },
		),
		fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
		fc.record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
		fc.record({ not: tie("schema") }),
		fc.record({ type: fc.constant("array"), items: tie("schema"), maxItems: fc.nat(2) }, { requiredKeys: ["type"] }),
		fc.record(
			{ prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }), contains: tie("schema") },
			{ requiredKeys: ["prefixItems"] },
		),
		fc.record(
			{
				properties: fc.dictionary(fc.constantFrom("a", "name"), tie("schema"), { maxKeys: 2 }),
				required: fc.subarray(["a", "name"]),
				patternProperties: fc.record({ "^n": tie("schema") }),
				additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
			},
			{ requiredKeys: [] },
		),
		fc.tuple(fc.constantFrom(...names), fc.nat(3)).map(([name, minLength]) => ({ ...reference(name), minLength })),
	) as fc.Arbitrary<Schema>,
}));
