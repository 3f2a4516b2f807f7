import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { measureRounds, printTable, type Row, ratioRow } from "./measure.ts";
import { measurePlayground } from "./playground.ts";
import { runNode } from "./process.ts";

/** Compares the whole build with Redocly's part alone, and measures the size of the site. */
export function benchDocs(): Promise<number> {
	return inProjectFolder("bench-docs", async (folder) => {
		const site = join(folder, "site");
		const redocly = [
			resolve("node_modules/@redocly/cli/bin/cli.js"),
			...["build-docs", resolve("openapi/openapi.yaml"), "--inlineBundle", "--output", join(folder, "redocly.html")],
		];
		// The first round fills the caches of both.
		const pairs = await measureRounds(
			{ rounds: 9, warmUp: 1 },
			{
				theirs: async () => (await runNode(redocly, folder)).milliseconds,
				ours: async () => (await runNode(["scripts/run.js", "docs", "--out", site, "--address", ADDRESS])).milliseconds,
			},
		);
		const build = ratioRow("the whole build / redocly build-docs alone", pairs, 3);
		return printTable("The documentation site", [build, ...measureSizes(site), ...(await measurePlayground(site))]);
	});
}

/** With an address, the site has a sitemap, which lists its pages. */
const ADDRESS = "https://docs.example/";

function measureSizes(site: string): Row[] {
	const compressedSize = (path: string) => gzipSync(readFileSync(join(site, path))).length / 1000;
	const pages = readFileSync(join(site, "sitemap.xml"), "utf8").matchAll(/<loc>(.*?)<\/loc>/g);
	const [heaviest] = [...pages]
		.map(([, page = ""]) => page.slice(ADDRESS.length))
		.filter((path) => path.startsWith("operations/"))
		.map((path) => ({ path, size: compressedSize(path) + compressedSize("site.js") }))
		.sort((a, b) => b.size - a.size);
	const { size = 0, path = "" } = heaviest ?? {};
	return [
		{ name: "heaviest static operation page with its script, compressed", value: size, target: 60, unit: " KB", note: path },
		{ name: "interactive page, compressed", value: compressedSize("reference.html"), target: 800, unit: " KB" },
	];
}
