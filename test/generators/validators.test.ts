import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { expect, test } from "vitest";
import { generateValidators } from "../../scripts/generators/validators.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { type Validator, violationsOf } from "../../src/core/operation/violation.ts";
import { operations } from "../fixtures/toy/generated/operations.ts";
import { componentValidators } from "../fixtures/toy/generated/validators/components.js";
import { requestValidators } from "../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../fixtures/toy/generated/validators/responses.js";
import { webhookRequestValidators } from "../fixtures/toy/generated/validators/webhook-requests.js";
import { webhookResponseValidators } from "../fixtures/toy/generated/validators/webhook-responses.js";
import { webhookPayloads } from "../fixtures/toy/generated/webhook-payloads.ts";
import { webhooks } from "../fixtures/toy/generated/webhooks.ts";
import { edited, generateFrom, THINGS } from "../pipeline/in-process.ts";

const book = JSON.parse(readFileSync(resolve("test/fixtures/toy/openapi/examples/book.json"), "utf8"));
const body = responseValidators.fetchBook["200"]?.body;
if (body === undefined) throw new Error("no validator");

test("a recursive schema is followed to any depth, also where null may stand for it", () => {
	expect(violationsOf(body, book)).toEqual([]);
	const sequel = { ...book.sequel, parts: [{ ...book.sequel, sequel: { ...book.sequel, id: "wrong" } }] };
	expect(violationsOf(body, { ...book, sequel })).toEqual([
		{ pointer: "/sequel/parts/0/sequel/id", keyword: "pattern", expected: "^bk_[0-9a-z]{8}$", received: "wrong" },
	]);
	expect(violationsOf(body, { ...book, sequel: "none" })).toEqual([
		{ pointer: "/sequel", keyword: "type", expected: ["object", "null"], received: "none" },
	]);
});

test("every broken rule is reported with its place, the expected and the received value", () => {
	const validator = requestValidators.addNote.body;
	if (validator === undefined) throw new Error("no validator");
	const note = {
		Text: "x".repeat(21),
		Page: 0,
		Weight: 0.3,
		Public: "yes",
		Tags: ["a", "a"],
		Day: "2023-02-29",
		At: "2024-02-29 10:00",
		Mail: "nobody",
		Data: "{",
		Kind: "other",
	};
	const found = violationsOf(validator, note).map(({ pointer, keyword, expected }) => [pointer, keyword, expected]);
	expect(found).toEqual([
		["/Text", "maxLength", 20],
		["/Page", "minimum", 1],
		["/Weight", "multipleOf", 0.5],
		["/Public", "type", "boolean"],
		["/Tags", "uniqueItems", undefined],
		["/Day", "format", "date"],
		["/At", "format", "date-time"],
		["/Mail", "format", "email"],
		["/Data", "contentMediaType", "application/json"],
		["/Kind", "const", "note"],
	]);
	expect(violationsOf(validator, {}).map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
		["/Text", "required"],
		["/Tags", "required"],
	]);
});

test("every webhook has the same, in modules of their own", () => {
	expect(Object.keys(webhookRequestValidators)).toEqual(Object.keys(webhooks));
	expect(Object.keys(webhookRequestValidators.bookLend)).toEqual(["header", "body"]);
	for (const [name, { responses }] of Object.entries(webhooks)) {
		expect(Object.keys(webhookResponseValidators[name as keyof typeof webhooks])).toEqual(Object.keys(responses));
	}
	expect(Object.keys(requestValidators)).not.toContain("bookLend");

	const loan = webhookPayloads.operations.bookLend?.examples.default as object;
	const brokenBy = (change: object) =>
		violationsOf(webhookRequestValidators.bookLend.body as Validator, { ...loan, ...change }).map(
			({ pointer, keyword, expected }) => [pointer, keyword, expected],
		);
	expect(brokenBy({})).toEqual([]);
	expect(brokenBy({ event: "lent", days: 0 })).toEqual([
		["/days", "minimum", 1],
		["/event", "const", "lend"],
	]);
	const response = webhookResponseValidators.bookLend["200"]?.body as Validator;
	expect(violationsOf(response, { days: 29 })).toMatchObject([{ pointer: "/days", keyword: "maximum", expected: 28 }]);
});

test("every operation has a validator for every part of its request, and for every response", () => {
	expect(Object.keys(requestValidators)).toEqual(Object.keys(operations));
	expect(Object.keys(requestValidators.listBooks)).toEqual(["query", "header", "cookie"]);
	for (const [id, { responses }] of Object.entries(operations)) {
		expect(Object.keys(responseValidators[id as keyof typeof operations])).toEqual(Object.keys(responses));
	}
});

test.each(["generated", "test/fixtures/toy/generated"])(
	"the validators in %s need nothing at run time and evaluate nothing",
	(folder) => {
		const files = ["requests.js", "responses.js", "webhook-requests.js", "webhook-responses.js"];
		for (const file of [...files, "components.js"]) {
			const code = readFileSync(resolve(folder, "validators", file), "utf8");
			expect(code).not.toMatch(/\beval\b|new Function|\brequire\b/);
			const imports = [...code.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
			const others = imports.filter((from) => !from?.endsWith("/src/core/operation/formats.ts"));
			expect(file === "components.js" ? others.filter((from) => !files.includes(basename(from ?? ""))) : others).toEqual([]);
		}
	},
);

test("every component has a validator, compiled once", async () => {
	const { components } = JSON.parse(readFileSync(resolve("test/fixtures/toy/generated/openapi.json"), "utf8"));
	expect(Object.keys(componentValidators).sort()).toEqual(Object.keys(components.schemas).sort());
	expect(componentValidators.Book).toBe(body);
	expect(violationsOf(componentValidators.BookId, "x")).toMatchObject([{ pointer: "", keyword: "pattern" }]);

	// Nothing refers to it but a member that may be null.
	const { files, problems } = await generateFrom({
		"openapi.yaml": edited(`${THINGS}    Name: { type: string, maxLength: 7 }\n`, [
			["    name: { type: string }", '    name: { anyOf: [{ $ref: "#/components/schemas/Name" }, { type: "null" }] }'],
		]),
	});
	expect(problems).toEqual([]);
	const code = files["validators/components.js"];
	expect(code).toMatch(/componentValidators = \{\n\t\.\.\.responseComponents,\n\tName: v0,\n\};/);
	expect(code).toContain("> 7");
	expect(code).not.toContain("missingProperty");
	expect(files["validators/responses.js"]).toMatch(/responseComponents = \{\n\tThing: v\d+,\n\};/);
	expect(files["validators/requests.js"]).not.toContain("Components");
});

test("a table is compiled again when a schema that it leads to has changed", async () => {
	const name = "    name: { type: string }";
	const validatorsOf = async (text: string) => {
		const { files, problems } = await generateFrom({ "openapi.yaml": text });
		return { requests: files["validators/requests.js"], responses: files["validators/responses.js"], problems };
	};
	const before = await validatorsOf(THINGS);
	const changed = await validatorsOf(edited(THINGS, [[name, "    name: { type: string, maxLength: 7 }"]]));
	expect(changed.requests).toBe(before.requests);
	expect(changed.responses).toContain("> 7");
	expect(await validatorsOf(THINGS)).toEqual(before);
	const { problems } = await validatorsOf(edited(THINGS, [[name, "    name: { type: string, minLength: 7 }"]]));
	expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("minLength 7")]);
});

test("text of the description that looks like generated code stays what it is", () => {
	const odd = [
		...['schemaPath:"x",', "schemaPath:", ", b", "a,parentData,parentDataProperty,rootData}", 'require("x")', '"7"', "\\"],
		...['"use strict";', "use strict", "TABLE", "= formats.date;", '= formats["uri"]', "const func0 = json;", "validate0("],
		...['require("ajv/dist/runtime/ucs2length").default', "export const v0 = validate0;"],
	];
	const schema = { type: "object", required: odd, properties: Object.fromEntries(odd.map((name) => [name, { enum: odd }])) };
	const located = { schema, pointer: "/x", sources: [] };
	const operation = { id: "odd", request: { schemas: { body: located } }, responses: {} };
	const files = generateValidators(
		{ operations: [operation], webhooks: [], schemas: {}, document: {} } as never,
		{ runtime: "../src/core/operation" } as never,
	);
	const { content = "" } = files.find(({ path }) => path === "validators/requests.js") ?? {};
	const code = content.replace(/^import .*$/gm, "").replace("export const requestValidators =", "return");
	const { body } = (new Function(code)() as { odd: { body: Validator } }).odd;
	const value = Object.fromEntries(odd.map((name) => [name, name]));
	expect(violationsOf(body, value)).toEqual([]);
	for (const name of odd) {
		const { [name]: _, ...rest } = value;
		expect(violationsOf(body, rest)).toMatchObject([{ keyword: "required", pointer: toPointer([name]) }]);
		expect(violationsOf(body, { ...value, [name]: "none" })).toMatchObject([{ keyword: "enum", expected: odd }]);
	}
});
