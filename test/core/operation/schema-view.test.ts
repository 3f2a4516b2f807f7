import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { isWithin, viewProperty, viewSchema } from "../../../src/core/operation/schema-view.ts";

const schemas = {
	Name: { type: "string", maxLength: 8 },
	Name_or_null: { type: ["string", "null"], maxLength: 8 },
	Person: { type: "object", required: ["name"], properties: { name: { $ref: "Name" } } },
	Self: { allOf: [{ $ref: "Self" }, { type: "object", properties: { self: { $ref: "Self" } } }] },
};
const view = (schema: JsonSchema) => viewSchema(schema, schemas);

describe("a view merges what stands beside each other", () => {
	test("a keyword beside a reference wins over the same one further in", () => {
		expect(view({ $ref: "Name", maxLength: 4 })).toMatchObject({ types: ["string"], maxLength: 4 });
	});

	test("the members and required names of every part of an allOf count", () => {
		const { properties, required } = view({ allOf: [{ $ref: "Person" }, { required: ["age"], properties: { age: {} } }] });
		expect(Object.keys(properties ?? {}).sort()).toEqual(["age", "name"]);
		expect([...(required ?? [])].sort()).toEqual(["age", "name"]);
	});

	test("a schema that is put together from itself ends", () => {
		expect(Object.keys(view({ $ref: "Self" }).properties ?? {})).toEqual(["self"]);
	});

	test("a boolean schema, and a member that is not described, may be anything", () => {
		const anything = { types: [], nullable: false, open: false };
		expect(view(true)).toEqual(anything);
		expect(viewProperty(view({ $ref: "Person" }), "toString", schemas)).toEqual(anything);
	});
});

describe("a value may be null if every part that says anything of types allows it", () => {
	test.each<[JsonSchema, boolean]>([
		[{ type: ["string", "null"] }, true],
		[{ $ref: "Name_or_null" }, true],
		[{ $ref: "Name_or_null", type: "string" }, false],
		[{ $ref: "Name", type: ["string", "null"] }, false],
		[{ $ref: "Name_or_null", type: ["string", "null"] }, true],
		[{ $ref: "Name_or_null", maxLength: 4 }, true],
		[{ allOf: [{ $ref: "Name_or_null" }, { $ref: "Name" }] }, false],
		[{ anyOf: [{ $ref: "Name" }, { type: "null" }] }, true],
		[{ anyOf: [{ $ref: "Name" }, { type: "integer" }] }, false],
		[{ type: "null" }, true],
	])("%j: %s", (schema, nullable) => {
		expect(view(schema).nullable).toBe(nullable);
	});
});

test.each<[JsonSchema, boolean]>([
	[{ properties: { a: {} } }, false],
	[{ properties: { a: {} }, additionalProperties: { type: "string" } }, true],
	[{ properties: { a: {} }, additionalProperties: false }, false],
	[{ properties: { a: {} }, patternProperties: { "^x": {} } }, true],
	[{ oneOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, true],
	[{ anyOf: [{ $ref: "Person" }, { type: "null" }] }, false],
])("%j documents members under other names: %s", (schema, open) => {
	expect(view(schema).open).toBe(open);
});

test.each<[JsonSchema, JsonSchema, boolean]>([
	[{ $ref: "Name" }, { type: "string" }, true],
	[{ $ref: "Name" }, { $ref: "Name_or_null" }, true],
	[{ $ref: "Name_or_null" }, { $ref: "Name" }, false],
	[{ type: "string" }, { $ref: "Name" }, false],
	[{ type: "integer" }, { type: "number" }, false],
	[{ type: "object" }, { type: "object" }, false],
	[{}, { type: "string" }, false],
])("%j fits in %j: %s", (inner, outer, expected) => {
	expect(isWithin(view(inner), view(outer))).toBe(expected);
});
