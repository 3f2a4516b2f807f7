import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { trusted } from "../scripts/docs/read-markdown.ts";
import { REPORTS } from "../src/core/contract/report/formats/index.ts";
import { FAULT_MEMBERS } from "../src/core/sandbox/fault.ts";
import { BUILT_IN_MUTATIONS } from "../src/core/sandbox/mutations.ts";
import { codeBlocks, GUIDES } from "./support/documents.ts";

const DOCUMENTS = [...GUIDES, "ARCHITECTURE.md", "CONTRIBUTING.md"];
const FOLDER = /^(?:src|scripts|test|openapi|docs|generated)\//;
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** The repository paths in backticks: `src/{a,b}` is two, and in `src/<name>.ts` only the folder is known. */
function pathsIn(text: string): string[] {
	const quoted = [...text.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
	return quoted.filter((code) => FOLDER.test(code)).flatMap(expandBraces);
}

function expandBraces(path: string): string[] {
	const [group, names = ""] = /\{([^}]*)\}/.exec(path) ?? [];
	return group === undefined ? [path] : names.split(",").flatMap((name) => expandBraces(path.replace(group, name)));
}

/** Whether a path exists; a last segment with `*` or `<name>` stands for any file of that ending. */
function isThere(path: string): boolean {
	const [, ending] = /(?:\*|<\w+>)([^/]*)$/.exec(path) ?? [];
	if (ending === undefined) return existsSync(path);
	const folder = dirname(path);
	return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(ending));
}

const missingPaths = (text: string) => pathsIn(text).filter((path) => !isThere(path));

interface TextLink {
	readonly path: string;
	readonly anchor: string | undefined;
	/** Its target on the site, if that is another. */
	readonly title: string | undefined;
}

function linksIn(text: string): TextLink[] {
	const links = text
		.replace(/```[\s\S]*?```|`[^`\n]+`/g, "")
		.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?(?: "([^"]*)")?\)/g);
	return [...links].map(([, path = "", anchor, title]) => ({ path, anchor, title }));
}

const headingsOf = (text: string) => trusted(text).flatMap(({ data }) => data?.hProperties?.id ?? []);

/** What is wrong with a link of a file, for readers of the repository. The build of the site checks the title. */
function faultOf({ path, anchor, title }: TextLink, file: string): string | undefined {
	const target = path === "" ? file : join(dirname(file), path);
	if (!existsSync(target)) return `${target} is not there`;
	const [, operation] = /^operation:(.*)$/.exec(title ?? "") ?? [];
	const holds = (part: string) => readFileSync(target, "utf8").includes(part);
	if (operation !== undefined && !holds(`operationId: ${operation}\n`)) return `${target} does not describe ${operation}`;
	if (anchor === undefined || headingsOf(readFileSync(target, "utf8")).includes(anchor)) return undefined;
	return `${target} has no heading ${anchor}`;
}

const brokenTextLinks = (text: string, file: string) => linksIn(text).flatMap((link) => faultOf(link, file) ?? []);
const missingScripts = (text: string) =>
	[...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name = ""]) => name).filter((name) => !(name in scripts));

/** The rows of the glossary without exactly three cells, of which none is empty. */
function brokenTerms(text: string): string[] {
	const [, glossary = ""] = text.split("\n## Glossary\n");
	const rows = glossary.split("\n").filter((line) => line.trim() !== "");
	return rows.filter((row) => !/^\|(?:[^|]*[^|\s][^|]*\|){3}$/.test(row));
}

describe.each(DOCUMENTS)("%s", (file) => {
	const text = readFileSync(file, "utf8");

	test("names paths that exist", () => {
		expect(missingPaths(text)).toEqual([]);
	});

	test("links to files that exist, and to headings and operations in them", () => {
		expect(brokenTextLinks(text, file)).toEqual([]);
	});

	test("names scripts that package.json has", () => {
		expect(missingScripts(text)).toEqual([]);
	});

	test("has no two headings of one anchor", () => {
		const headings = headingsOf(text);
		expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
	});
});

describe("ARCHITECTURE.md", () => {
	const text = readFileSync("ARCHITECTURE.md", "utf8");

	test("has at most 200 lines", () => {
		expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(200);
	});

	test("has a glossary of a term, its meaning and the words to avoid in each row", () => {
		expect(text.split("\n## Glossary\n")[1]?.split("\n").length).toBeGreaterThan(20);
		expect(brokenTerms(text)).toEqual([]);
	});
});

test("every block of code is in a language whose blocks the tests run", () => {
	const known = ["ts", "js", "sh", "json", "yaml", "diff"];
	expect(codeBlocks().filter(({ language }) => !known.includes(language))).toEqual([]);
});

test("README.md has at most 250 lines", () => {
	expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(250);
});

describe("docs/contract.md", () => {
	const text = readFileSync("docs/contract.md", "utf8");

	test("names every report of the contract tests", () => {
		const [, listed = ""] = /^Reports: (.*?)\. /m.exec(text) ?? [];
		expect([...listed.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(Object.keys(REPORTS).sort());
	});
});

describe("docs/sandbox.md", () => {
	const text = readFileSync("docs/sandbox.md", "utf8");
	const [, faults = ""] = /^\| Member \| Effect \|\n((?:\|.*\n)+)/m.exec(text) ?? [];

	test("names every member of a fault, in the first column of a table", () => {
		const cells = [...faults.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = ""]) => cell);
		const members = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
		expect(members.sort()).toEqual(Object.keys(FAULT_MEMBERS).sort());
	});

	test("names every mutation that a fault can name, in the row of that member", () => {
		const [, examples = ""] = /^\| `mutation` \|(.*)/m.exec(faults) ?? [];
		expect([...examples.matchAll(/`(\w+):/g)].map(([, name]) => name).sort()).toEqual(Object.keys(BUILT_IN_MUTATIONS).sort());
	});
});

test("a mistake of each kind is noticed", () => {
	const wrong = "`src/core/{client,none}/` `scripts/*.py` `docs/<name>.none` `npm run none`";
	expect(missingPaths(wrong)).toEqual(["src/core/none/", "scripts/*.py", "docs/<name>.none"]);
	const links = '[a](none.md) [b](#none) [c](site.md#none) [d](../openapi/openapi.yaml "operation:none") [e](site.md "x.html")';
	expect(brokenTextLinks(links, "docs/site.md")).toEqual([
		"docs/none.md is not there",
		"docs/site.md has no heading none",
		"docs/site.md has no heading none",
		"openapi/openapi.yaml does not describe none",
	]);
	expect(missingScripts(wrong)).toEqual(["none"]);
	expect(brokenTerms("\n## Glossary\n| a | b | c |\n| a | b |\n| a | | c |\n| a | b | c | d |")).toHaveLength(3);
});

/** The lines of workflows that use an action by a name that can be moved to other code. */
const movableActions = (text: string) =>
	[...text.matchAll(/uses: *(.*)/g)]
		.map(([, action = ""]) => action)
		.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d/.test(action));

test("workflows use actions by commit, with the version beside it", () => {
	const files = readdirSync(".github/workflows").map((file) => readFileSync(`.github/workflows/${file}`, "utf8"));
	expect(files.join("\n")).toContain("uses: ");
	expect(files.flatMap(movableActions)).toEqual([]);
	expect(movableActions("uses: actions/checkout@v4")).toEqual(["actions/checkout@v4"]);
});
