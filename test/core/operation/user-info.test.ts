import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePercent, userInfoOf } from "../../../src/core/operation/user-info.ts";

test.each([
	["http://host.test/", undefined],
	["http://me@host.test/", { username: "me", password: "" }],
	["http://me:p%40ss%3Aw%C3%B6rd@host.test/", { username: "me", password: "p@ss:wörd" }],
	["http://me:50%25@host.test/", { username: "me", password: "50%" }],
	["http://me:50%@host.test/", { username: "me", password: "50%" }],
	["http://me:50%off%40@host.test/", { username: "me", password: "50%off@" }],
	["http://me:%ff%40@host.test/", { username: "me", password: "%ff%40" }],
])("the user and the password of %s are read, a percent sign by itself as it is", (url, expected) => {
	expect(userInfoOf(new URL(url))).toEqual(expected);
});

test("every text is decoded from its encoding, and no text is too malformed", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (text, other) => {
			expect(decodePercent(encodeURIComponent(text.toWellFormed()))).toBe(text.toWellFormed());
			expect(typeof decodePercent(other)).toBe("string");
		}),
	);
});
