import { expect, test } from "vitest";
import { createDocumentReader } from "../../scripts/pipeline/document-reader.ts";
import type { Schema } from "../../scripts/pipeline/openapi.ts";
import { toValueDescriptor } from "../../scripts/pipeline/value-descriptor.ts";

const reader = createDocumentReader({
	openapi: "3.1.1",
	info: { title: "Values", version: "1" },
	components: {
		schemas: { Id: { type: "string" }, MaybeId: { type: ["string", "null"] }, Day: { type: "string", format: "date-time" } },
	},
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const CASES: Record<string, { given: Schema; want: object }> = {
	"a reference": { given: ref("Id"), want: { type: "string" } },
	"a reference to a nullable component": { given: ref("MaybeId"), want: { type: "string", nullable: true } },
	"a reference beside a type of its own, which takes null away": {
		given: { ...ref("MaybeId"), type: "string" },
		want: { type: "string" },
	},
	"a reference beside a format of its own": {
		given: { ...ref("MaybeId"), format: "date-time" },
		want: { type: "string", nullable: true, dateTime: true },
	},
	"a reference or null": {
		given: { anyOf: [ref("Day"), { type: "null" }] },
		want: { type: "string", nullable: true, dateTime: true },
	},
	"a list of references": {
		given: { type: "array", items: ref("MaybeId") },
		want: { type: "string", nullable: true, array: true },
	},
	"a list or null": {
		given: { type: ["array", "null"], items: ref("Id") },
		want: { type: "string", array: true, nullable: true },
	},
	"a string of JSON": {
		given: { type: "string", contentMediaType: "application/json" },
		want: { type: "string", json: true },
	},
};

test.each(Object.entries(CASES))("%s", (_, { given, want }) => {
	expect(toValueDescriptor(given, reader)).toEqual({ value: want });
});

test.each([
	["an object", { type: "object" }, "got object"],
	["two types", { type: ["string", "integer"] }, "got string and integer"],
	["no type", {}, "got none"],
	["a list of lists", { type: "array", items: { type: "array", items: ref("Id") } }, "got a list of lists"],
] as [string, Schema, string][])("%s cannot be written as text", (_, given, words) => {
	expect(toValueDescriptor(given, reader).problem).toContain(words);
});
