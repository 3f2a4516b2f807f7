import { expect, test } from "vitest";
import { DescriptionFileError } from "../../../src/core/compare/description-file-error.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";

test("a document that is not a description is rejected in one line", () => {
	expect(() => readDescription({ swagger: "2.0" })).toThrow(
		new DescriptionFileError("expected an OpenAPI 3.0 or 3.1 description, got version 2.0"),
	);
	expect(() => readDescription([])).toThrow(
		new DescriptionFileError("expected an OpenAPI description, parsed from JSON or YAML, got a list"),
	);
	expect(() => readDescription("openapi: 3.1.0")).toThrow("parsed from JSON or YAML, got a string");
	expect(() => readDescription({ openapi: "3.0.0", paths: { "/a": { get: { requestBody: { $ref: "#/no" } } } } })).toThrow(
		"#/no leads to nothing in this file",
	);
});
