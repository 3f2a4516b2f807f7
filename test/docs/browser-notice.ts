import { readFileSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { noBrowser } from "../support/browser.ts";

/** After the summary of the test run: names the tests in the browser that were skipped, and the way to include them. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default function notice({ vitest }: TestProject): () => void {
	return () => {
		if (noBrowser === undefined) return;
		const skipped = vitest.state.getPaths().filter((path) => readFileSync(path, "utf8").includes("skipIf(noBrowser)"));
		if (skipped.length === 0) return;
		const names = skipped.map((path) => path.slice(path.indexOf("/test/docs/") + 1));
		console.warn(`\nSkipped: the tests in Chromium of ${names.join(" and ")}. ${noBrowser}.`);
	};
}
