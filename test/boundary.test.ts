import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
	forbiddenImports,
	importCircles,
	linesLike,
	readersOf,
	readSources,
	readStyles,
	type Sources,
	sharedNames,
} from "./support/sources.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { foreignWords, namesOfDescription } from "./support/vocabulary.ts";

const sources = readSources("src", "scripts", "generated", "docs");
const handWritten = readSources("src", "scripts");
// A bench measures this API against others that speak it, by name.
const generic = select(handWritten, (path) => /^(?:src\/core|scripts)\//.test(path) && !path.startsWith("scripts/bench/"));

const CORE = ["client", "command", "compare", "contract", "explorer", "network", "report", "sandbox", "webhooks"].map(
	(part) => `src/core/${part}`,
);

/**
 * The folders that each folder may import from, besides itself. Packages are not looked at. A folder that is absent, and has files
 * of its own, is reported.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	"src/core/operation": [],
	"src/core/command": ["src/core/operation"],
	"src/core/network": ["src/core/operation"],
	"src/core/client": ["src/core/operation", "src/core/network"],
	"src/core/report": ["src/core/operation", "src/core/command"],
	"src/core/compare": ["src/core/operation", "src/core/report"],
	"src/core/webhooks": ["src/core/operation"],
	"src/core/contract": [
		"src/core/operation",
		"src/core/command",
		"src/core/compare",
		"src/core/network",
		"src/core/report",
		"src/core/webhooks",
	],
	"src/core/sandbox": ["src/core/operation", "src/core/command", "src/core/webhooks"],
	"src/core/explorer": ["src/core/operation", "src/core/sandbox"],
	generated: ["src/core/operation"],
	"src/twilio": ["generated", "src/core/operation", ...CORE],
	src: ["src/twilio", "generated", "src/core/operation", ...CORE],
	"scripts/pipeline": ["src/core/operation"],
	"scripts/generators": ["src/core/operation", "scripts/pipeline"],
	"scripts/generate": ["src/core/operation", "src/core/command", "scripts/pipeline", "scripts/generators"],
	"scripts/editions": ["src/core/operation", "scripts/pipeline"],
	"scripts/docs": [
		...["src/core/operation", "src/core/command", "src/core/sandbox", "src/core/explorer"],
		...["scripts/pipeline", "scripts/generators", "scripts/editions", "scripts/build", "scripts/process"],
	],
	"scripts/process": [],
	"scripts/audit": ["src/core/operation", "src/core/command", "scripts/process"],
	"scripts/build": ["src/core/operation", "src/core/command", "src/core/sandbox", "scripts/editions", "scripts/process"],
	"scripts/dev": [...["src/core/operation", "src/core/command", "src/core/sandbox"], ...["scripts/generate", "scripts/docs"]],
	"scripts/diff": [
		...["operation", "command", "report", "compare", "contract"].map((part) => `src/core/${part}`),
		...["pipeline", "generators", "process"].map((part) => `scripts/${part}`),
	],
	"scripts/release": [
		...["operation", "command", "compare"].map((part) => `src/core/${part}`),
		...["pipeline", "generate", "diff", "process"].map((part) => `scripts/${part}`),
	],
	"scripts/consumers": ["src/core/operation", "src/core/command", "scripts/process"],
	"scripts/runtimes": ["src/core/operation", "src/core/command", "scripts/build", "scripts/process"],
	"scripts/runtimes/harness": ["scripts/runtimes"],
	"scripts/bench": [
		"src",
		"generated",
		"src/core/operation",
		"src/core/command",
		"src/core/contract",
		"src/core/compare",
		"scripts/build",
		"scripts/pipeline",
		"scripts/process",
		"scripts/diff",
		"test/diff/edits",
		"test/support",
		"test/twilio/contract/drifts",
	],
	scripts: [
		"src",
		"src/core/command",
		"docs",
		"test/runtimes",
		...["audit", "build", "bench", "consumers", "dev", "diff", "docs", "generate", "pipeline", "release", "runtimes"].map(
			(part) => `scripts/${part}`,
		),
	],
	docs: ["generated", "src/core/operation", "src/core/explorer", "src/twilio", "scripts/docs"],
	"test/diff/edits": ["src/core/operation"],
	"test/twilio/contract/drifts": [],
	"test/support": [],
	"test/runtimes": ["scripts/runtimes"],
};

const ENTRY = /\/src\/[\w-]+\.ts"/;
const REDOCLY_CORE = /["'`]@redocly\/openapi-core["'`/]/;

/**
 * The words of the vendor: its name, its abbreviation of identifiers, its products, and the names in its description. The words of
 * paths are exempt where they stand alone: an error has a message, what a client calls is a service, and Node has channels.
 */
const VENDOR = [
	...["twilio", "sid", "conversation", "chat"],
	...namesOfDescription(JSON.parse(readFileSync("generated/openapi.json", "utf8"))),
];

function select(all: Sources, isSelected: (path: string) => boolean): Sources {
	return new Map([...all].filter(([path]) => isSelected(path)));
}

/** The sources with one more file, to see that a rule notices it. */
function withFile(all: Sources, path: string, text: string): Sources {
	return new Map([...all, [path, text]]);
}

/** The files of which a line matches. */
function filesLike(all: Sources, pattern: RegExp): string[] {
	return [...new Set(linesLike(all, pattern).map((line) => line.slice(0, line.indexOf(":"))))];
}

describe("imports point one way", () => {
	test("in every folder", () => {
		expect(forbiddenImports(sources, MAY_IMPORT)).toEqual([]);
		expect([...sources.keys()].filter((path) => path.startsWith("src/core/operation/")).length).toBeGreaterThan(5);
	});

	test.each([
		["src/core/operation/new.ts", 'import type { Sandbox } from "../sandbox/sandbox.ts";'],
		["src/core/client/new.ts", 'const { x } = await import("../sandbox/sandbox.ts");'],
		["src/core/compare/new.ts", 'export { x } from "../contract/policy.ts";'],
		["src/core/sandbox/new.ts", 'import { api } from "../../twilio/api.ts";'],
		["generated/new.ts", 'import type { Client } from "../src/core/client/types.ts";'],
		["src/twilio/new.ts", 'import { createSandbox } from "../sandbox.ts";'],
		["scripts/pipeline/new.ts", 'import { GENERATORS } from "../generators/index.ts";'],
		["scripts/generators/new.ts", 'import { generateApi } from "../generate/run.ts";'],
		["scripts/docs/new.ts", 'import { createSandbox } from "../../src/sandbox.ts";'],
		["scripts/build/new.ts", 'import { buildModel } from "../pipeline/build-model.ts";'],
		["scripts/new.ts", 'import { api } from "../src/twilio/api.ts";'],
		["scripts/bench/new.ts", 'import { TOY } from "../../test/fixtures/toy/toy.ts";'],
		["docs/new.ts", 'import { createSandbox } from "../src/sandbox.ts";'],
		["src/twilio/new.ts", 'import { createSandbox } from "twilio-messages/sandbox";'],
		["src/core/client/new.ts", 'import type { Client } from "twilio-messages";'],
	])("%s may not say %s", (path, text) => {
		expect(forbiddenImports(withFile(new Map(), path, text), MAY_IMPORT)).toHaveLength(1);
	});

	test.each(["src/core/new.ts", "src/core/new/new.ts", "src/new/new.ts", "scripts/new/new.ts"])("%s needs rules", (path) => {
		expect(forbiddenImports(new Map([[path, ""]]), MAY_IMPORT)).toEqual([`${path} is in a folder without rules`]);
	});
});

describe("imports make no circles, types included", () => {
	test("in any file", () => {
		expect(importCircles(sources)).toEqual([]);
	});

	test("and a circle of types is noticed", () => {
		const circle = new Map([
			["src/core/client/a.ts", 'import type { B } from "./b.ts";'],
			["src/core/client/b.ts", 'export type { A } from "./a.ts";'],
		]);
		expect(importCircles(circle)).toEqual([["src/core/client/a.ts", "src/core/client/b.ts"]]);
	});
});

describe("only openapi/, src/twilio/, docs/ and the entries of the package know the vendor", () => {
	test("no generic file has a word of the vendor or its description", () => {
		expect(VENDOR).toEqual(expect.arrayContaining(["twilio", "sid", "conversation", "chat", "channelsid", "onmessageadd"]));
		expect(foreignWords(generic, VENDOR)).toEqual([]);
	});

	test("a tag may be a word that programs use", () => {
		const described = { tags: [{ name: "Users" }], paths: { "/v1/Users/{UserSid}/Roles/{Id}": {} } };
		expect(namesOfDescription(described)).toEqual(["usersid"]);
	});

	test("no style sheet of a generic folder has one, nor the name of a file", () => {
		const styles = readStyles("src/core", "scripts");
		expect(styles.size).toBeGreaterThan(0);
		expect(foreignWords(styles, VENDOR)).toEqual([]);
		expect(foreignWords(new Map([["scripts/docs/twilio-page.ts", ""]]), VENDOR)).toEqual(["scripts/docs/twilio-page.ts"]);
	});

	test.each([
		...["// As Twilio does.", "{ ChannelSid: id }", "chatService", "CHATSERVICESID", "page_sids", "x.sid"],
		...["// the SIDs of pages", "messagesid", "accountsids"],
	])("and one that says %s would be noticed", (text) => {
		expect(foreignWords(new Map([["src/core/client/new.ts", `\n${text}`]]), VENDOR)).toEqual([
			`src/core/client/new.ts:2 ${text}`,
		]);
	});

	test("no test of a generic file has one, or imports an entry of the package", () => {
		const tests = readSources("test/core", "test/pipeline", "test/generators", "test/generate", "test/editions");
		expect(foreignWords(tests, VENDOR)).toEqual([]);
		expect(linesLike(tests, ENTRY)).toEqual([]);
		expect('import { reports } from "../../../src/contract.ts";').toMatch(ENTRY);
	});

	test("while words that only contain one are allowed", () => {
		const text = "A message of the service, besides what it considers inside.";
		expect(foreignWords(new Map([["src/core/client/new.ts", text]]), VENDOR)).toEqual([]);
	});
});

test("entries only re-export", () => {
	const entries = select(handWritten, (path) => /^src\/(?!bin\.ts)[\w-]+\.ts$/.test(path));
	expect(entries.size).toBeGreaterThan(2);
	for (const [path, text] of entries)
		expect(text.replace(/^export (?:type )?(?:\*|\{[^}]*\}) from "[^"]+";\n/gm, ""), path).toBe("");
});

describe("one reading of OpenAPI", () => {
	// The comparison reads the other description at run time, in either version; ours is read by the pipeline alone.
	const READERS_OF_PATHS = ["scripts/pipeline/operations-of.ts", "src/core/compare/document-items.ts"];

	test("one module imports Redocly's core, one iterates our paths, and one those of another description", () => {
		expect(filesLike(sources, REDOCLY_CORE)).toEqual(["scripts/pipeline/redocly-core.ts"]);
		expect(readersOf(handWritten, "paths").sort()).toEqual(READERS_OF_PATHS);
		expect(filesLike(handWritten, /\bdocument\??\.webhooks\b/)).toEqual(["scripts/pipeline/operations-of.ts"]);
	});

	test.each([
		"for (const path of document.paths) {}",
		"Object.keys(document?.paths ?? {})",
		'const all = document["paths"];',
		"const { paths } = document;",
		"const { info, paths: all = {} } = document;",
		'const read = ({ "paths": all }: OpenApi) => all;',
		"({ paths: all } = document);",
		"[{ paths }] = [document];",
		'const { ["paths"]: all } = document;',
	])("a second walk would be noticed: %s", (text) => {
		expect(readersOf(new Map([["scripts/docs/new.ts", text]]), "paths")).toEqual(["scripts/docs/new.ts"]);
	});

	test("while a document that is written is not read", () => {
		expect(readersOf(new Map([["scripts/docs/new.ts", "document = { paths: {} };"]]), "paths")).toEqual([]);
	});

	test.each(['import x from "@redocly/openapi-core";', "await import(`@redocly/openapi-core`);"])(
		"and a second import of Redocly's core: %s",
		(text) => {
			expect(filesLike(new Map([["scripts/docs/new.ts", text]]), REDOCLY_CORE)).toEqual(["scripts/docs/new.ts"]);
		},
	);
});

test("each frozen dependency is imported in one module", () => {
	for (const name of ["openapi-typescript", "openapi-fetch"]) {
		const importers = filesLike(sources, new RegExp(`(?:from|import\\(|require\\(|^import) ?["']${name}["'/]`));
		expect(importers.length, `${name}: ${importers}`).toBe(1);
	}
});

describe("a name means one thing", () => {
	test("an exported name is declared in one file, and few others in more than one", () => {
		// The runtime chooses one of the files of such a module.
		const standIns = Object.values(
			JSON.parse(readFileSync("package.json", "utf8")).imports as Record<string, { default: string }>,
		);
		const paths = standIns.map((conditions) => conditions.default.replace("./dist/lib/", "src/").replace(/\.js$/, ".ts"));
		const shared = sharedNames(select(handWritten, (path) => !paths.includes(path)));
		expect(exportedOf(shared)).toEqual([]);
		expect(shared.size, [...shared.keys()].join(", ")).toBeLessThanOrEqual(25);
	});

	test.each([
		"interface OperationView {}",
		"export type OperationView = string;",
		"export const OperationView = () => 1;",
		"const { one: [OperationView = 2] } = three;",
		"enum OperationView {}",
		"export default class OperationView {}",
		"export default function OperationView() {}",
		"const OperationView = 1; export { OperationView as Other };",
		"const other = 1; export { other as OperationView };",
		'export { other as OperationView } from "./other.ts";',
		'export * as OperationView from "./other.ts";',
	])("a second meaning would be noticed: %s", (text) => {
		const shared = sharedNames(withFile(handWritten, "src/core/client/new.ts", text));
		expect(exportedOf(shared)).toContain("OperationView: src/core/operation/resources.ts, src/core/client/new.ts");
	});

	/** The shared names that a file exports, with all files that declare them. */
	function exportedOf(shared: ReturnType<typeof sharedNames>): string[] {
		const exported = [...shared].filter(([, declarations]) => declarations.some(({ isExported }) => isExported));
		return exported.map(([name, declarations]) => `${name}: ${declarations.map(({ path }) => path).join(", ")}`);
	}
});

describe("the folders of the tests are those of the code", () => {
	/** The folders of code without tests of their own, with the reason. */
	const WITHOUT_TESTS = {
		"scripts/bench": "runs as a command",
		"scripts/build": "runs as a command",
		"scripts/consumers": "runs as a command",
		"scripts/runtimes": "runs as a command",
		"src/core/network": "the tests of client and contract run it over real sockets",
	};

	const foldersOf = (folder: string) =>
		readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}`] : []));
	const code = ["scripts", "src/core", "src/twilio"].flatMap(foldersOf);
	const testsOf = (folder: string) => folder.replace(/^(?:src|scripts)\//, "test/");
	const hasTests = (folder: string) =>
		existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(".test.ts"));

	test("every folder of code has tests, but for those that are listed with the reason", () => {
		const untested = code.filter((folder) => !hasTests(testsOf(folder)));
		expect(untested.sort()).toEqual(Object.keys(WITHOUT_TESTS));
	});

	test("every folder of tests is that of a folder of code, besides those of the description, types, walks, fixtures and support", () => {
		const others = ["core", "twilio", "description", "types", "walks", "fixtures", "support"].map((name) => `test/${name}`);
		const folders = ["test", "test/core", "test/twilio"].flatMap(foldersOf);
		expect(folders.filter((folder) => ![...code.map(testsOf), ...others].includes(folder))).toEqual([]);
	});

	test("ARCHITECTURE.md names the folders without tests", () => {
		const row =
			readFileSync("ARCHITECTURE.md", "utf8")
				.split("\n")
				.find((line) => line.startsWith("| `test/` |")) ?? "";
		const [, exceptions = ""] = / except (.*?);/.exec(row) ?? [];
		const named = [...exceptions.matchAll(/`([\w/]+)`/g)].map(([, name = ""]) => (name.includes("/") ? name : `scripts/${name}`));
		expect(named.sort()).toEqual(Object.keys(WITHOUT_TESTS));
	});
});

test("sources are of every ending that TypeScript and JavaScript have", () => {
	const folder = temporaryFolder("sources", { whenDone: onTestFinished });
	const names = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `a.${ending}`);
	for (const name of [...names, "a.css", "a.json"]) writeFileSync(join(folder, name), "");
	expect([...readSources(folder).keys()].sort()).toEqual(names.map((name) => join(folder, name)).sort());
});

test("no file is longer than 300 lines", () => {
	const long = [...handWritten, ...readStyles("src", "scripts")]
		.filter(([, text]) => text.split("\n").length > 301)
		.map(([path]) => path);
	expect(long).toEqual([]);
});
