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

const plain = fc.string({ unit: "binary" }).map((text) => text.replaceAll("%", ""));
const encoded = fc.string({ unit: "grapheme" }).map((text) => ({ given: encodeURIComponent(text), decoded: text }));
/** A percent sign by itself, bytes that are no UTF-8, and some that are but for one. */
const malformed = fc.constantFrom("%", "%%", "%4", "%zz", "%80", "%ff", "%c3", "%c3%28", "%ed%a0%80", "%41%ff");
const kept = fc.oneof(plain, malformed).map((text) => ({ given: text, decoded: text }));

test("every text is decoded from its encoding", () => {
	fc.assert(
		fc.property(encoded, ({ given, decoded }) => {
			expect(decodePercent(given)).toBe(decoded);
		}),
	);
});

test("a text without a percent sign, and what is malformed, remain as they are, also between what is decoded", () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(encoded, kept)), (parts) => {
			const join = (member: "given" | "decoded") => parts.map((part) => part[member]).join("|");
			expect(decodePercent(join("given"))).toBe(join("decoded"));
		}),
	);
});
