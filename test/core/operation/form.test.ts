import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldDescriptor } from "../../../src/core/operation/descriptor.ts";
import { decodeForm, encodeForm } from "../../../src/core/operation/form.ts";

const text = fc.string({ unit: "grapheme" });

/** For each kind of field, every value that is valid in it and that a form can tell from every other. */
const FIELDS: Record<string, { descriptor: FieldDescriptor; values: fc.Arbitrary<unknown> }> = {
	Text: { descriptor: { type: "string" }, values: text },
	Integer: { descriptor: { type: "integer" }, values: fc.maxSafeInteger() },
	Number: {
		descriptor: { type: "number" },
		values: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
	},
	Boolean: { descriptor: { type: "boolean" }, values: fc.boolean() },
	Nullable: { descriptor: { type: "integer", nullable: true }, values: fc.option(fc.integer()) },
	Texts: { descriptor: { type: "string", array: true }, values: fc.array(text, { minLength: 1 }) },
	Integers: { descriptor: { type: "integer", array: true }, values: fc.array(fc.integer(), { minLength: 1 }) },
	Json: { descriptor: { type: "string", json: true }, values: fc.json() },
	__proto__1: { descriptor: { type: "string" }, values: text },
};
const descriptors = Object.fromEntries(Object.entries(FIELDS).map(([name, { descriptor }]) => [name, descriptor]));
const forms = fc.record(Object.fromEntries(Object.entries(FIELDS).map(([name, { values }]) => [name, values])), {
	requiredKeys: [],
});

describe("the form codec", () => {
	test("gives back what it was given", () => {
		fc.assert(
			fc.property(forms, (form) => {
				expect({ ...decodeForm(descriptors, encodeForm(descriptors, form)) }).toEqual(form);
			}),
			{ numRuns: 2000 },
		);
	});

	test("reads any text without throwing, and what it reads is written as it was read", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (body) => {
				const read = decodeForm(descriptors, body);
				expect(decodeForm({}, encodeForm({}, decodeForm({}, body) as Record<string, string>))).toEqual(
					decodeForm({}, new URLSearchParams(body).toString()),
				);
				expect(Object.getPrototypeOf(read)).toBeNull();
			}),
			{ numRuns: 1000 },
		);
	});
});

const WRITTEN: [title: string, descriptor: FieldDescriptor, value: unknown, written: string][] = [
	["a space as +", { type: "string" }, "a b", "F=a+b"],
	["what a form has to escape", { type: "string" }, "&=+%é😀", "F=%26%3D%2B%25%C3%A9%F0%9F%98%80"],
	["undefined not at all", { type: "string" }, undefined, ""],
	["null as the empty string where it is allowed", { type: "string", nullable: true }, null, "F="],
	[
		"a Date with whole seconds",
		{ type: "string", dateTime: true },
		new Date("2015-12-16T22:18:37.999Z"),
		"F=2015-12-16T22%3A18%3A37Z",
	],
	["a date given as text as it is", { type: "string", dateTime: true }, "2015-12-16", "F=2015-12-16"],
	["booleans by name", { type: "boolean" }, true, "F=true"],
	["a boolean in a field of text by name", { type: "string" }, false, "F=false"],
	["a list as repeated fields", { type: "string", array: true }, ["a", "b"], "F=a&F=b"],
	["an empty list not at all", { type: "string", array: true }, [], ""],
	["an object for JSON, serialised", { type: "string", json: true }, { a: [1] }, "F=%7B%22a%22%3A%5B1%5D%7D"],
	["a list for JSON, serialised", { type: "string", json: true }, [1], "F=%5B1%5D"],
	["text for JSON as it is, spaces included", { type: "string", json: true }, '{ "a": 1 }', "F=%7B+%22a%22%3A+1+%7D"],
];

test.each(WRITTEN)("writes %s", (_, descriptor, value, written) => {
	expect(encodeForm({ F: descriptor }, { F: value })).toBe(written);
});

const REJECTED: [title: string, descriptor: FieldDescriptor, value: unknown, message: string][] = [
	["an object for text", { type: "string" }, { a: 1 }, "F: expected string, got an object"],
	["null where it is not allowed", { type: "string" }, null, "F: expected string, got null"],
	["a list for one value", { type: "integer" }, [1], "F: expected integer, got a list"],
	["one value for a list", { type: "integer", array: true }, 1, "F: expected a list, got a number"],
	["NaN", { type: "number" }, Number.NaN, "F: expected number, got NaN"],
	["an invalid Date", { type: "string", dateTime: true }, new Date("x"), "F: expected a date, got an invalid Date"],
	["half a surrogate pair", { type: "string" }, "\ud800", "F: expected text of whole characters, got half a surrogate pair"],
	["a function", { type: "string", json: true }, () => 1, "F: expected a string or an object, got a function"],
];

test.each(REJECTED)("rejects %s", (_, descriptor, value, message) => {
	expect(() => encodeForm({ F: descriptor }, { F: value })).toThrow(new TypeError(message));
});

const READ: [title: string, descriptor: FieldDescriptor, body: string, value: unknown][] = [
	["%20 and + as a space", { type: "string" }, "F=a%20b+c", "a b c"],
	["a number that is none as the text it is", { type: "integer" }, "F=1.5", "1.5"],
	["a number beyond what is exact as the text it is", { type: "integer" }, "F=9007199254740993", "9007199254740993"],
	["hexadecimal as the text it is", { type: "number" }, "F=0x10", "0x10"],
	["a boolean that is none as the text it is", { type: "boolean" }, "F=TRUE", "TRUE"],
	["a repeated field as a list", { type: "string" }, "F=a&F=b", ["a", "b"]],
	["nothing as null where null is allowed", { type: "integer", nullable: true }, "F=", null],
	["nothing as the empty string in text", { type: "string", nullable: true }, "F=", ""],
	["broken percent-encoding as the text it is", { type: "string" }, "F=%zz", "%zz"],
];

test.each(READ)("reads %s", (_, descriptor, body, value) => {
	expect(decodeForm({ F: descriptor }, body).F).toEqual(value);
});

test("reads a field called __proto__ or constructor as any other", () => {
	const read = decodeForm({}, "__proto__=a&constructor=b&toString=c");
	expect(Object.entries(read)).toEqual([
		["__proto__", "a"],
		["constructor", "b"],
		["toString", "c"],
	]);
});
