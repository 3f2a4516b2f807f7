import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { printSearchScript } from "../scripts/docs/search/search-index.ts";
import { parseYaml } from "../scripts/pipeline/redocly-core.ts";

interface LockedPackage {
	/** Only where it differs from the name of the folder. */
	readonly name?: string;
	readonly version?: string;
	readonly license?: string;
	readonly dev?: true;
	readonly hasInstallScript?: true;
}

interface Manifest {
	readonly version: string;
	readonly license?: string;
	readonly allowScripts: Readonly<Record<string, boolean>>;
	readonly dependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
}

const readJson = <Content>(file: string) => JSON.parse(readFileSync(file, "utf8")) as Content;
const manifest = readJson<Manifest>("package.json");
const { packages } = readJson<{ packages: Readonly<Record<string, LockedPackage>> }>("package-lock.json");
const locked = Object.entries(packages)
	.filter(([path]) => path !== "")
	.map(([path, entry]) => ({ path, name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), ...entry }));
const document = readFileSync("THIRD_PARTY.md", "utf8");

/** The rows of the table below a heading, as lists of cells. */
function tableBelow(heading: string): string[][] {
	const [, section = ""] = document.split(`\n## ${heading}\n`);
	const [table = ""] = section.split("\n## ");
	const rows = table.split("\n").filter((line) => line.startsWith("| ") && !line.includes("| licence |"));
	return rows.map((row) =>
		row
			.split("|")
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

test("no package runs a script at install: those that have one are denied it, and nothing else is listed", () => {
	// The one of esbuild only replaces its launcher by the binary that npm has installed; without it, the launcher starts that.
	const withScript = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
	expect(Object.fromEntries([...new Set(withScript)].map((name) => [name, false]))).toEqual(manifest.allowScripts);
});

test("no telemetry is installed", () => {
	// A package of this name reports each install to its maker, and older versions of npm run scripts that are denied.
	const places = locked.filter(({ path }) => path.endsWith("/@scarf/scarf"));
	expect(places.map(({ path, name }) => [path, name])).toEqual([["node_modules/@scarf/scarf", "tslib"]]);
});

test("every dependency has an exact version, and every package a licence that allows any use, but for one tool", () => {
	const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
	expect(Object.entries(wanted).filter(([, version]) => !/^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual(
		[],
	);
	const permissive = /^\(?(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|(?:PSF|Python)-2\.0|MPL-2\.0)\b/;
	const others = locked.filter(({ license = "none" }) => !permissive.test(license));
	// A tool of the build: nothing of it gets into the package.
	expect(others.map(({ path, license }) => `${path}: ${license}`)).toEqual(["node_modules/rollup-plugin-dts: LGPL-3.0-only"]);
});

describe("THIRD_PARTY.md", () => {
	test("lists the run-time dependencies of the package, with version, licence and copyright", () => {
		const rows = locked
			.filter(({ dev }) => !dev)
			.map(({ path, name }) => {
				const { version, license } = readJson<Manifest>(join(path, "package.json"));
				const [, holder] = /^Copyright \(c\) [\d-]+ (.+)$/m.exec(readFileSync(join(path, "LICENSE"), "utf8")) ?? [];
				return [name, version, license, holder];
			});
		expect(tableBelow("In the package")).toEqual(rows);
		expect(Object.keys(manifest.dependencies)).toEqual(expect.arrayContaining([rows[0]?.[0]]));
	});

	test("lists the holder of every notice in what the site contains of others, and nobody else", async () => {
		const cli = dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json"));
		const bundle = readFileSync(join(cli, "lib/chunks/redoc.standalone.js"), "utf8");
		const scripts = `${bundle}\n${await printSearchScript([], [])}`;
		const comments = [...scripts.matchAll(/\/\*[!*]+[\s\\][\s\S]*?\*\//g)].map(([comment]) => comment);
		const notices = comments.filter((comment) => /\blicen[cs]e|copyright/i.test(comment));
		const holders = tableBelow("In the site").map((cells) => cells.at(-1) ?? "");
		expect(notices.filter((notice) => !holders.some((holder) => notice.includes(holder)))).toEqual([]);
		expect(holders.filter((holder) => !notices.some((notice) => notice.includes(holder)))).toEqual([]);
		const [redoc = ""] = notices.filter((notice) => notice.includes("Redocly LLC"));
		expect(redoc).toContain(`Version: ${/Redoc ([\d.]+)/.exec(document)?.[1]}\n`);
	});
});

test("what Dependabot must not update is what package.json has", () => {
	const { updates } = parseYaml(readFileSync(".github/dependabot.yml", "utf8")) as {
		updates: { "package-ecosystem": string; ignore?: { "dependency-name": string }[] }[];
	};
	const ignored = updates.flatMap(({ ignore = [] }) => ignore.map((entry) => entry["dependency-name"]));
	const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
	expect(ignored.length).toBeGreaterThan(0);
	expect(ignored.filter((name) => !names.includes(name))).toEqual([]);
	expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
});
