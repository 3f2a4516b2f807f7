import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { TestProject } from "vitest/node";
import { noBrowser } from "../support/browser.ts";

/** After the summary of the test run: names the tests in the browser that were skipped, and the way to include them. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default function notice({ vitest }: TestProject): () => void {
	return () => {
		if (noBrowser === undefined) return;
		const skipped = vitest.state.getPaths().filter((path) => readFileSync(path, "utf8").includes("skipIf(noBrowser)"));
		if (skipped.length === 0) return;
		const names = skipped.map((path) => relative(process.cwd(), path));
		console.warn(`\nSkipped: the tests in Chromium of ${names.join(", ")}. ${noBrowser}.`);
	};
}
