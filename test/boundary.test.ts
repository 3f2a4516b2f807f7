import { describe, expect, test } from "vitest";
import { forbiddenImports, importCircles, linesLike, readSources, type Sources, sharedNames } from "./support/sources.ts";

const sources = readSources("src", "scripts", "generated");
const handWritten = readSources("src", "scripts");
// A bench measures this API against others that speak it, by name.
const generic = select(handWritten, (path) => /^(?:src\/core|scripts)\//.test(path) && !path.startsWith("scripts/bench/"));

const CORE = ["client", "command", "compare", "contract", "report", "sandbox"].map((part) => `src/core/${part}`);

/** The folders that each folder may import from, besides itself. Packages are not looked at. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	"src/core/operation": [],
	"src/core/command": ["src/core/operation"],
	"src/core/client": ["src/core/operation"],
	"src/core/report": ["src/core/operation"],
	"src/core/compare": ["src/core/operation", "src/core/report"],
	"src/core/contract": ["src/core/operation", "src/core/command", "src/core/compare", "src/core/report"],
	"src/core/sandbox": ["src/core/operation", "src/core/command"],
	generated: ["src/core/operation"],
	"src/twilio": ["generated", "src/core/operation", ...CORE],
	src: ["src/twilio", "generated", "src/core/operation", ...CORE],
};

const VENDOR = /twilio|conversation|\bchat\b/i;
const REDOCLY_CORE = /["']@redocly\/openapi-core["'/]/;
const PATHS = /\.paths\b|\["paths"\]/;

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
	])("%s may not say %s", (path, text) => {
		expect(forbiddenImports(withFile(new Map(), path, text), MAY_IMPORT)).toHaveLength(1);
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
	test("no generic file names it", () => {
		expect(linesLike(generic, VENDOR)).toEqual([]);
	});

	test("and one that did would be noticed", () => {
		expect(linesLike(withFile(generic, "src/core/client/new.ts", "// As Twilio does."), VENDOR)).toEqual([
			"src/core/client/new.ts:1 // As Twilio does.",
		]);
	});
});

test("entries only re-export", () => {
	const entries = select(handWritten, (path) => /^src\/(?!bin\.ts)[\w-]+\.ts$/.test(path));
	expect(entries.size).toBeGreaterThan(2);
	for (const [path, text] of entries)
		expect(text.replace(/^export (?:type )?(?:\*|\{[^}]*\}) from "[^"]+";\n/gm, ""), path).toBe("");
});

describe("one reading of OpenAPI", () => {
	test("one module imports Redocly's core, one iterates paths", () => {
		expect(filesLike(handWritten, REDOCLY_CORE)).toEqual(["scripts/pipeline/redocly-core.ts"]);
		expect(filesLike(generic, PATHS)).toEqual(["scripts/pipeline/operations-of.ts"]);
	});

	test("and a second one of either would be noticed", () => {
		const second = withFile(
			generic,
			"scripts/docs/new.ts",
			'import x from "@redocly/openapi-core";\nfor (const p of document.paths) {}',
		);
		expect(filesLike(second, REDOCLY_CORE)).toContain("scripts/docs/new.ts");
		expect(filesLike(second, PATHS)).toContain("scripts/docs/new.ts");
	});
});

test("each frozen dependency is imported in one module", () => {
	for (const name of ["openapi-typescript", "openapi-fetch"]) {
		const importers = filesLike(sources, new RegExp(`(?:from|import\\(|require\\(|^import) ?["']${name}["'/]`));
		expect(importers.length, `${name}: ${importers}`).toBe(1);
	}
});

describe("a name means one thing", () => {
	const withoutBench = select(handWritten, (path) => !path.startsWith("scripts/bench/"));

	test("no two files export the same name, and few declare one", () => {
		const shared = sharedNames(withoutBench);
		const exported = [...shared].filter(([, declarations]) => declarations.filter(({ isExported }) => isExported).length > 1);
		expect(exported).toEqual([]);
		expect(shared.size, [...shared.keys()].join(", ")).toBeLessThanOrEqual(25);
	});

	test("and a second meaning would be noticed", () => {
		const second = withFile(withoutBench, "src/core/client/new.ts", "export interface OperationView {}");
		expect(
			sharedNames(second)
				.get("OperationView")
				?.map(({ path }) => path),
		).toEqual(["src/core/operation/resources.ts", "src/core/client/new.ts"]);
	});
});

test("no file is longer than 300 lines", () => {
	const long = [...handWritten].filter(([, text]) => text.split("\n").length > 301).map(([path]) => path);
	expect(long).toEqual([]);
});
