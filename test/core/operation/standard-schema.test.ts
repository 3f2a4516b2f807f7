import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, expectTypeOf, test } from "vitest";
import { createStandardSchemas } from "../../../src/core/operation/standard-schema.ts";
import type { components } from "../../fixtures/toy/generated/schema.d.ts";
import { componentValidators } from "../../fixtures/toy/generated/validators/components.js";

const schemas = createStandardSchemas<components["schemas"]>("toy", componentValidators);
const readExample = (name: string) =>
	JSON.parse(readFileSync(resolve(`test/fixtures/toy/openapi/examples/${name}.json`), "utf8"));
const book = readExample("book");

const validate = (schema: StandardSchemaV1, value: unknown) => schema["~standard"].validate(value);

/** Where a value breaks a schema. */
function pathsOf(schema: StandardSchemaV1, value: unknown): unknown {
	return Object(validate(schema, value)).issues?.map(({ path }: StandardSchemaV1.Issue) => path);
}

test("there is one for each component, by version 1 of the standard", () => {
	const { components } = JSON.parse(readFileSync(resolve("test/fixtures/toy/generated/openapi.json"), "utf8"));
	expect(Object.keys(schemas).sort()).toEqual(Object.keys(components.schemas).sort());
	for (const schema of Object.values(schemas)) expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "toy" });
	expectTypeOf<StandardSchemaV1.InferOutput<typeof schemas.Book>>().toEqualTypeOf<components["schemas"]["Book"]>();
});

test("a valid value is returned as it was given", () => {
	const result = schemas.Book["~standard"].validate(book);
	expect(result).toEqual({ value: book });
	expect(Object(result).value).toBe(book);
});

describe("an issue has the path as names and indexes", () => {
	test.each([
		["at the value itself", null, [[]]],
		["for a missing member", { ...book, title: undefined }, [["title"]]],
		["in an item", { ...book, parts: [book, { ...book, id: 1 }] }, [["parts", 1, "id"]]],
		["of several", { ...book, id: "x", title: "" }, [["id"], ["title"]]],
	])("%s", (_, value, paths) => {
		expect(pathsOf(schemas.Book, value)).toEqual(paths);
	});

	test("also where names are numbers, or have characters of JSON pointers", () => {
		const validator = Object.assign((value: unknown): value is never => value === undefined, {
			errors: [{ instancePath: "/0/1/a~1b/m~0n", keyword: "type", params: { type: "string" } }],
		});
		const { strange } = createStandardSchemas<{ strange: never }>("toy", { strange: validator });
		expect(pathsOf(strange, { 0: ["", { "a/b": { "m~n": 1 } }] })).toEqual([["0", 1, "a/b", "m~n"]]);
	});
});

test("messages say what was expected, and do not repeat the value", () => {
	const { issues } = Object(
		validate(schemas.Book, { id: "secret", title: 7, sequel: null, author: { name: "secret", died: "secret" } }),
	);
	expect(issues.map(({ message }: StandardSchemaV1.Issue) => message)).toEqual([
		"is missing",
		"expected pattern ^bk_[0-9a-z]{8}$, got a string of 6 characters",
		"expected type string, got a number",
		"expected format date, got a string of 6 characters",
	]);
});

test("a value that cannot be read to its end is an issue, not an exception", () => {
	const endless = { ...book };
	endless.sequel = endless;
	const throwing = Object.defineProperty({}, "id", {
		enumerable: true,
		get() {
			throw new Error("no");
		},
	});
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	for (const value of [endless, throwing, proxy]) {
		expect(validate(schemas.Book, value)).toEqual({
			issues: [{ message: "expected a value that can be read to its end, got another one", path: [] }],
		});
	}
});
