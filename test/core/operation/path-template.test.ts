import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { encodePathValue, fillPath, matchPath } from "../../../src/core/operation/path-template.ts";
import { EncodeError } from "../../../src/core/operation/value.ts";

const operation: OperationDescriptor = {
	method: "GET",
	path: "/v1/shelves/{shelf}/books/{book}.json",
	server: "https://api.library.test",
	secured: false,
	parameters: { shelf: { in: "path", type: "string", required: true }, book: { in: "path", type: "integer", required: true } },
	responses: {},
};

/** The characters that no value of a path may have. */
const FORBIDDEN = [..."/\\?#\u007f", ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code))];
const isWritable = (text: string) => !["", ".", ".."].includes(text) && !FORBIDDEN.some((character) => text.includes(character));
const texts = fc.string({ unit: "grapheme" });
const writable = texts.filter(isWritable);
const unwritable = fc.oneof(
	fc.constantFrom("", ".", ".."),
	// The last one is half of a character.
	fc.tuple(texts, fc.constantFrom(...FORBIDDEN, "\ud800"), texts).map((parts) => parts.join("")),
);

describe("fillPath", () => {
	test("writes every value as one segment", () => {
		expect(fillPath(operation, { shelf: "a b%é", book: 7 })).toBe("/v1/shelves/a%20b%25%C3%A9/books/7.json");
	});

	test.each(["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a\nb", "\u0000", "\u007f"])("rejects %j", (shelf) => {
		expect(() => fillPath(operation, { shelf, book: 1 })).toThrow(
			/^shelf: expected a path segment without \/ \\ \? # and control characters, got /,
		);
	});

	test("names a missing value", () => {
		expect(() => fillPath(operation, { book: 1 })).toThrow(new TypeError("shelf: expected a value for the path, got undefined"));
	});

	test("what is written is read back, and never changes the number of segments", () => {
		fc.assert(
			fc.property(writable, fc.nat(), (shelf, book) => {
				const path = fillPath(operation, { shelf, book });
				expect({ ...matchPath(operation.path, new URL(path, operation.server).pathname) }).toEqual({ shelf, book: String(book) });
			}),
		);
	});

	test("what cannot be one segment is rejected, with the name of its parameter", () => {
		fc.assert(
			fc.property(unwritable, fc.nat(), (shelf, book) => {
				expect(() => encodePathValue(operation.parameters.shelf, shelf)).toThrow(EncodeError);
				expect(() => fillPath(operation, { shelf, book })).toThrow(
					/^shelf: expected (?:a path segment without .*, got "|text of whole characters, got half a surrogate pair$)/,
				);
			}),
		);
	});
});

describe("matchPath", () => {
	test.each([
		"/v1/shelves/a/books/1Xjson",
		"/v1/shelves//books/1.json",
		"/v1/shelves/a/b/books/1.json",
		"/V1/shelves/a/books/1.json",
		"/v1/shelves/%zz/books/1.json",
	])("does not match %s", (path) => {
		expect(matchPath(operation.path, path)).toBeUndefined();
	});
});
