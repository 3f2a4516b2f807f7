import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EXTENSIONS } from "../../scripts/pipeline/extensions.ts";
import { readSources } from "../support/sources.ts";
import { edited, generateFrom, THINGS } from "./in-process.ts";

type Edit = readonly [from: string, to: string];

/** Where each extension belongs, with a value that it may have, and values that it may not have. */
const ROWS: Readonly<Record<string, { put(value: string): Edit; right: string; wrong: readonly string[] }>> = {
	"x-sources": {
		put: (value) => ["info:", `x-sources: ${value}\ninfo:`],
		right: "{ docs: The documents }",
		wrong: ["docs", "[docs]", "{ docs: 1 }", "null", '{ docs: "" }'],
	},
	"x-source": {
		put: (value) => ["operationId: fetchThing", `operationId: fetchThing\n      x-source: ${value}`],
		right: "[docs, convention]",
		wrong: ["1", "[]", "[1]", "{ docs: a }", "null"],
	},
	"x-displayName": {
		put: (value) => ["paths:\n", `tags: [{ name: a, x-displayName: ${value} }]\npaths:\n`],
		right: "Things",
		wrong: ["1", "[a]", "null"],
	},
	"x-pagination": {
		put: (value) => ["operationId: fetchThing", `operationId: fetchThing\n      x-pagination: ${value}`],
		right: "{ items: /tags, next: /name }",
		wrong: [
			"true",
			"/tags",
			"{ items: /tags }",
			"{ items: tags, next: /name }",
			"{ items: /tags, next: /name, size: /n }",
			"null",
		],
	},
	"x-idempotent": {
		put: (value) => ["operationId: changeThing", `operationId: changeThing\n      x-idempotent: ${value}`],
		right: "true",
		wrong: ['"true"', "1", "null"],
	},
	"x-increases": {
		put: (value) => [
			"        name: { type: string }",
			`        name: { type: string }\n        at: { type: integer, x-increases: ${value} }`,
		],
		right: "true",
		wrong: ["false", '"yes"', "1", "null"],
	},
	"x-url-path": {
		put: (value) => [
			"        name: { type: string }",
			`        name: { type: string }\n        url: { type: string, x-url-path: ${value} }`,
		],
		right: '"/things/{name}"',
		wrong: ["things", '"/things/{name"', '"/things/{}"', "1", "null"],
	},
	"x-ignored-with": {
		put: (value) => ["Name: { type: string }", `Name: { type: string, x-ignored-with: ${value} }`],
		right: "Tags",
		wrong: ["1", "[Tags]", "true", "null"],
	},
};

const WITH_TAGS: Edit = [
	"        name: { type: string }",
	"        name: { type: string }\n        tags: { type: array, items: { type: string } }",
];

/** A description that lists its sources names them at every operation and component. */
const SOURCED: readonly Edit[] = [
	["operationId: fetchThing", "operationId: fetchThing\n      x-source: docs"],
	["operationId: changeThing", "operationId: changeThing\n      x-source: docs"],
	["    Thing:\n", "    Thing:\n      x-source: docs\n"],
];

/** The problems of a description with these changes, as `line: message`, and the line of a text in it. */
async function generate(edits: readonly Edit[], text = "") {
	const description = edited(THINGS, [WITH_TAGS, ...edits]);
	const { problems } = await generateFrom({ "openapi.yaml": description });
	const line = description.split("\n").findIndex((one) => one.includes(text)) + 1;
	return { line, problems: problems.map((problem) => ({ line: problem.line, message: problem.message })) };
}

test("every extension that is read has a row here", () => {
	expect(Object.keys(ROWS)).toEqual(Object.keys(EXTENSIONS));
});

test("every extension that is read is in the table of the guide, and no other", () => {
	const rows = [...readFileSync("docs/editing.md", "utf8").matchAll(/^\| `(x-[\w-]+)` \| (.+?) \| (.+?) \|/gm)];
	expect(rows.map(([, name, on, value]) => [name, on, value])).toEqual(
		Object.entries(EXTENSIONS).map(([name, { where, value }]) => [name, where, value]),
	);
});

test.each(["docs/editing.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])("%s names no extension that is not read", (file) => {
	const named = [...readFileSync(file, "utf8").matchAll(/`(x-[A-Za-z-]+)/g)].map(([, name = ""]) => name);
	expect(named.filter((name) => !Object.hasOwn(EXTENSIONS, name))).toEqual([]);
});

test("generic code reads no extension that has no row", () => {
	const generic = [...readSources("src", "scripts")].filter(([path]) => /^(?:src\/core\/(?!compare)|scripts)\//.test(path));
	const read = generic.flatMap(([, text]) =>
		[...text.matchAll(/(?<!headers)(?:\?\.)?\["(x-[A-Za-z-]+)"\](?! =[^=])/g)].map(([, name = ""]) => name),
	);
	expect(read.length).toBeGreaterThan(5);
	expect(read.filter((name) => !Object.hasOwn(EXTENSIONS, name))).toEqual([]);
});

test("the toy API uses every extension", () => {
	const bundle = readFileSync("test/fixtures/toy/generated/openapi.json", "utf8");
	expect(Object.keys(EXTENSIONS).filter((name) => !bundle.includes(`"${name}":`))).toEqual([]);
});

describe.each(Object.entries(ROWS))("%s", (name, { put, right, wrong }) => {
	const { where, value: expected, on } = EXTENSIONS[name] ?? { where: "", value: "", on: "" };

	test("is generated with a value of its kind", async () => {
		expect((await generate([put(right), ...(name === "x-sources" ? SOURCED : [])])).problems).toEqual([]);
	});

	test.each(wrong)("is rejected with the value %s, at its place", async (value) => {
		const { line, problems } = await generate([put(value)], `${name}:`);
		expect(problems).toContainEqual({ line, message: expect.stringContaining(`expected ${expected}, got `) });
	});

	test.each(on === "any" ? [] : [on])("is rejected on anything but: %s", async () => {
		const { line, problems } = await generate([["info: {", `info: { ${name}: ${right},`]], `${name}:`);
		expect(problems).toContainEqual({ line, message: expect.stringContaining(`expected ${name} on ${where}, got it elsewhere`) });
	});
});

describe("an extension of a schema", () => {
	const REJECTED: Readonly<Record<string, { edits: readonly Edit[]; at: string; says: string }>> = {
		"that names a field which the request does not have": {
			edits: [ROWS["x-ignored-with"]?.put("Nothing") as Edit],
			at: "x-ignored-with",
			says: "expected another field of the request (Tags), got Nothing",
		},
		"that names its own field": {
			edits: [ROWS["x-ignored-with"]?.put("Name") as Edit],
			at: "x-ignored-with",
			says: "expected another field of the request (Tags), got Name",
		},
		"that names a member which is not around it": {
			edits: [ROWS["x-url-path"]?.put('"/things/{id}"') as Edit],
			at: "x-url-path",
			says: "expected names of members of the response (name, tags, url) in braces, got id",
		},
		"for numbers on a text": {
			edits: [["        name: { type: string }", "        name: { type: string, x-increases: true }"]],
			at: "x-increases",
			says: "expected a value of the type integer or number, got string",
		},
		"for addresses on a number": {
			edits: [
				["        name: { type: string }", '        name: { type: string }\n        url: { type: integer, x-url-path: "/a" }'],
			],
			at: "x-url-path",
			says: "expected a value of the type string, got integer",
		},
		"of requests in a response": {
			edits: [["        name: { type: string }", "        name: { type: string, x-ignored-with: tags }"]],
			at: "x-ignored-with",
			says: "expected x-ignored-with on a field of a request, got it elsewhere",
		},
		"of responses in a request": {
			edits: [["Name: { type: string }", "Name: { type: integer, x-increases: true }"]],
			at: "x-increases",
			says: "expected x-increases on a number of a response, got it elsewhere",
		},
	};

	test.each(Object.entries(REJECTED))("%s is rejected at its place", async (_, { edits, at, says }) => {
		const { line, problems } = await generate(edits, at);
		expect(problems).toContainEqual({ line, message: expect.stringContaining(says) });
	});

	test("may name members of the objects around it, and be in a component that several schemas use", async () => {
		const links = '    Links: { type: object, properties: { own: { type: string, x-url-path: "/things/{name}" } } }\n';
		const { problems } = await generate([
			["    Thing:\n", `${links}    Thing:\n`],
			[
				"        name: { type: string }",
				'        name: { type: string }\n        links: { $ref: "#/components/schemas/Links" }\n        more: { type: array, items: { $ref: "#/components/schemas/Links" } }',
			],
		]);
		expect(problems).toEqual([]);
	});

	test("is read in a schema that contains itself", async () => {
		const parts = '        parts: { type: array, items: { $ref: "#/components/schemas/Thing" } }';
		const { line, problems } = await generate(
			[
				[
					"        name: { type: string }",
					`        name: { type: string }\n${parts}\n        url: { type: string, x-url-path: "/{id}" }`,
				],
			],
			"x-url-path",
		);
		expect(problems).toEqual([{ line, message: expect.stringContaining("got id") }]);
	});
});

test.each([
	["x-increase", "x-increases"],
	["x-url_path", "x-url-path"],
	["x-ignore-with", "x-ignored-with"],
	["x-sourse", "x-source"],
])("a misspelt extension is rejected with the right name: %s", async (name, meant) => {
	const { line, problems } = await generate([["name: { type: string }", `name: { type: string, ${name}: true }`]], name);
	expect(problems).toContainEqual({ line, message: expect.stringContaining(`got ${name}; write ${meant}`) });
});

test.each(["x-internal", "x-logo", "x-tagGroups", "x-order"])("an extension of others is ignored: %s", async (name) => {
	expect((await generate([["name: { type: string }", `name: { type: string, ${name}: true }`]])).problems).toEqual([]);
});

test("a header, a parameter or a member may have the name of an extension", async () => {
	const { problems } = await generate([
		["X-Count:", "x-source:"],
		["name: tags, in: query", "name: x-increases, in: query"],
		["        name: { type: string }", "        name: { type: string }\n        x-url-path: { type: integer }"],
	]);
	expect(problems).toEqual([]);
});
