import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { fillPath, matchPath } from "../../../src/core/operation/path-template.ts";

const operation: OperationDescriptor = {
	method: "GET",
	path: "/v1/shelves/{shelf}/books/{book}.json",
	server: "https://api.library.test",
	secured: false,
	parameters: { shelf: { in: "path", type: "string", required: true }, book: { in: "path", type: "integer", required: true } },
	responses: {},
};

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
			fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.nat(), (shelf, book) => {
				let path: string;
				try {
					path = fillPath(operation, { shelf, book });
				} catch {
					return;
				}
				expect({ ...matchPath(operation.path, new URL(path, operation.server).pathname) }).toEqual({ shelf, book: String(book) });
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
