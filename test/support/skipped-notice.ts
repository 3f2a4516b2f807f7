import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { TestProject } from "vitest/node";
import { noBrowser } from "./browser.ts";
import { noDeno } from "./deno.ts";

/** What some tests need besides the packages of npm: why it is not there, and the word that tells those tests. */
const NEEDS = [
	{ name: "Chromium", reason: noBrowser, word: "noBrowser" },
	{ name: "Deno", reason: noDeno, word: "noDeno" },
];

/** After the summary of the test run: names the tests that were skipped, and the way to include them. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default function notice({ vitest }: TestProject): () => void {
	return () => {
		for (const { name, reason, word } of NEEDS) {
			if (reason === undefined) continue;
			const skipped = vitest.state.getPaths().filter((path) => readFileSync(path, "utf8").includes(word));
			const names = skipped.map((path) => relative(process.cwd(), path));
			if (names.length > 0) console.warn(`\nSkipped: the tests in ${name} of ${names.join(", ")}. ${reason}.`);
		}
	};
}
