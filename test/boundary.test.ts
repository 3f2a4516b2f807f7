import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const files = ["src", "scripts", "generated"].flatMap((folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name)),
);

/** What each part may import, besides itself and packages. The entries of the package, `src/*.ts`, only re-export. */
const PARTS = ["client", "command", "compare", "contract", "sandbox"].map((part) => `src/core/${part}`);
const MAY_IMPORT: Record<string, string[]> = {
	"src/core/operation": [],
	"src/core/command": ["src/core/operation"],
	"src/core/client": ["src/core/operation"],
	"src/core/compare": ["src/core/operation", "src/core/contract"],
	"src/core/contract": ["src/core/operation", "src/core/compare", "src/core/command"],
	"src/core/sandbox": ["src/core/operation", "src/core/command"],
	generated: ["src/core/operation"],
	"src/twilio": ["generated", "src/core/operation", ...PARTS],
};

const partOf = (file: string) => Object.keys(MAY_IMPORT).find((part) => file.startsWith(`${part}/`));

test("imports point one way", () => {
	const wrong = files.flatMap((file) => {
		const part = partOf(file);
		if (part === undefined) return [];
		const imports = [...readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)].map(([, path = ""]) =>
			relative(".", resolve(dirname(file), path)),
		);
		return imports
			.filter((target) => ![part, ...(MAY_IMPORT[part] ?? [])].includes(partOf(target) ?? target))
			.map((target) => `${file} imports ${target}`);
	});
	expect(wrong).toEqual([]);
	expect(files.filter((file) => partOf(file) === "src/core/operation").length).toBeGreaterThan(5);
});

test("only openapi/, src/twilio/ and the entries of the package know the vendor", () => {
	const knowing = files
		// A bench measures this API against others that speak it, by name.
		.filter((file) => !file.startsWith("scripts/bench/"))
		.filter((file) => file.startsWith("scripts/") || file.startsWith("src/core/"))
		.flatMap((file) =>
			readFileSync(file, "utf8")
				.split("\n")
				.flatMap((line, index) => (/twilio|conversation|\bchat\b/i.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
		);
	expect(knowing).toEqual([]);
});

test("each frozen dependency is imported in one module", () => {
	for (const name of ["openapi-typescript", "openapi-fetch"]) {
		const importers = files.filter((file) =>
			new RegExp(`(?:from|import\\(|require\\(|\\n) ?["']${name}(?:["'/])`).test(readFileSync(file, "utf8")),
		);
		expect(importers.length, `${name}: ${importers}`).toBeLessThanOrEqual(1);
	}
});
