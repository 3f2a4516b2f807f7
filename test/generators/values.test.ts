import { expect, test } from "vitest";
import { edited, generateFrom, THINGS } from "../pipeline/in-process.ts";

/** Places of a value, each with a fault in it: what is changed, where the problem is, and what was expected. */
const FAULTS: Record<string, { from: string; to: string; at: string; says: string }> = {
	"of a parameter": { from: "example: [a]", to: "example: [1]", at: "1]", says: 'type "string", got 1' },
	"of a header": { from: "example: 1", to: "example: many", at: "example: many", says: 'type "integer", got "many"' },
	"of a request body": { from: "value: { Name: a }", to: "value: { Name: 7 }", at: "Name: 7", says: 'type "string", got 7' },
	"of a response body": {
		from: "example: { name: a }",
		to: "example: { nam: a }",
		at: "example: { nam",
		says: 'required "name"',
	},
	"of a schema": {
		from: "    name: { type: string }",
		to: "    name: { type: string, examples: [a, 7] }",
		at: "7]",
		says: 'type "string", got 7',
	},
	"by default": {
		from: "    name: { type: string }",
		to: "    name: { type: string, enum: [a, b], default: c }",
		at: "default: c",
		says: 'enum ["a","b"], got "c"',
	},
	"with a member that the schema does not describe": {
		from: "example: { name: a }",
		to: "example: { name: a, title: b }",
		at: "title: b",
		says: "expected a member that the schema describes",
	},
	"without a value": {
		from: "one: { value: { Name: a } }",
		to: "one: { summary: A }",
		at: "one: { summary",
		says: "expected an example with a value, found none",
	},
};

test.each(Object.entries(FAULTS))(
	"a value %s that breaks its schema is a problem at its place",
	async (_, { from, to, at, says }) => {
		const text = edited(THINGS, [[from, to]]);
		const { problems } = await generateFrom({ "openapi.yaml": text });
		const before = text.slice(0, text.indexOf(at)).split("\n");
		expect(problems.map(({ line, column, message }) => [line, column, message])).toEqual([
			[before.length, (before.at(-1)?.length ?? 0) + 1, expect.stringContaining(says)],
		]);
	},
);

test("a pattern that takes for ever for an example is a problem at its place", async () => {
	const near = `${"a".repeat(40)}b`;
	const text = edited(THINGS, [
		["        name: { type: string }\n", `        name: { type: string, pattern: "^(a+)+$", example: ${near} }\n`],
		["example: { name: a }", `example: { name: aaa }`],
	]);
	const { problems } = await generateFrom({ "openapi.yaml": text });
	const line = text.slice(0, text.indexOf("pattern:")).split("\n").length;
	expect(problems.map(({ line, message }) => [line, message])).toEqual([
		[line, expect.stringMatching(/^expected a pattern that checks a text within 3 seconds, got \^\(a\+\)\+\$, .*"a{40}b"/)],
	]);
});

test("a member that is renamed in the schema alone is a problem in every example, in external files too", async () => {
	const text = edited(THINGS, [
		["        name: { type: string }\n", "        title: { type: string }\n"],
		["      required: [name]\n", ""],
		["example: { name: a }", "examples: { one: { externalValue: example.json }, two: { $ref: '#/components/examples/Two' } }"],
		["components:\n", "components:\n  examples:\n    Two: { value: { name: b } }\n"],
	]);
	const { problems } = await generateFrom({ "openapi.yaml": text, "example.json": '{\n  "name": "a"\n}\n' });
	expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
		"example.json:2:3",
		expect.stringMatching(/^openapi\.yaml:\d+:21$/),
	]);
});

test("members of an object that leaves them open are not looked at", async () => {
	const open = edited(THINGS, [
		["      required: [name]\n", "      required: [name]\n      additionalProperties: true\n"],
		["example: { name: a }", "example: { name: a, title: b }"],
	]);
	expect((await generateFrom({ "openapi.yaml": open })).problems).toEqual([]);
});
