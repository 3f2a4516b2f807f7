import { expect, test } from "vitest";
import { lowerSchema, lowerSchemas } from "../../scripts/pipeline/lower-schema.ts";
import type { Schema } from "../../scripts/pipeline/openapi.ts";

const components: Record<string, Schema> = {
	Id: { type: "string", pattern: "^a", description: "Identifies." },
	Pair: { allOf: [{ $ref: "#/components/schemas/Id" }] },
};

const CASES: Record<string, { given: Schema; want: unknown }> = {
	"annotations and extensions are dropped, members of the same name are not": {
		given: {
			type: "object",
			description: "A thing.",
			"x-source": "docs",
			properties: { description: { type: "string", title: "T" } },
		},
		want: { type: "object", properties: { description: { type: "string" } } },
	},
	"a reference becomes the name of its component": {
		given: { $ref: "#/components/schemas/Id", description: "Mine." },
		want: { $ref: "Id" },
	},
	"a component or null becomes its nullable variant": {
		given: { anyOf: [{ $ref: "#/components/schemas/Id" }, { type: "null" }], description: "Mine." },
		want: { $ref: "Id_or_null" },
	},
	"a component keeps the type beside its reference": {
		given: { $ref: "#/components/schemas/Id", type: "string" },
		want: { $ref: "Id", type: "string" },
	},
	"a component or null takes null also if a type is beside its reference": {
		given: { anyOf: [{ $ref: "#/components/schemas/Id", type: "string" }, { type: "null" }] },
		want: { $ref: "Id_or_null", type: ["string", "null"] },
	},
	"a plain schema or null gets null among its types": {
		given: { anyOf: [{ type: "null" }, { type: ["string"], maxLength: 3 }] },
		want: { type: ["string", "null"], maxLength: 3 },
	},
	"a component without a type stays a choice": {
		given: { anyOf: [{ $ref: "#/components/schemas/Pair" }, { type: "null" }] },
		want: { anyOf: [{ $ref: "Pair" }, { type: "null" }] },
	},
	"a choice of more than one thing stays one": {
		given: { anyOf: [{ type: "string" }, { type: "integer" }] },
		want: { anyOf: [{ type: "string" }, { type: "integer" }] },
	},
};

test.each(Object.entries(CASES))("%s", (_, { given, want }) => {
	expect(lowerSchema(given, components)).toEqual(want);
});

test("every component with a type has a nullable variant", () => {
	expect(lowerSchemas(components)).toEqual({
		Id: { type: "string", pattern: "^a" },
		Id_or_null: { type: ["string", "null"], pattern: "^a" },
		Pair: { allOf: [{ $ref: "Id" }] },
	});
});
