import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPointer, toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";

test("a pointer is read as it was written, whatever the members are called", () => {
	fc.assert(
		fc.property(fc.array(fc.string()), (segments) => {
			expect(fromPointer(toPointer(segments))).toEqual(segments);
		}),
	);
	expect(toPointer(["a/b", "m~n", 0])).toBe("/a~1b/m~0n/0");
});

test("only own members are found", () => {
	const value = { a: [{ "b/c": 1 }], n: null };
	expect(valueAt(value, "")).toBe(value);
	expect(valueAt(value, "/a/0/b~1c")).toBe(1);
	expect(valueAt(value, "/n")).toBeNull();
	for (const pointer of ["/b", "/a/1", "/n/x", "/constructor", "/a/length/x"]) expect(valueAt(value, pointer)).toBeUndefined();
});
