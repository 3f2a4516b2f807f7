import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareDescriptions } from "../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../src/core/compare/read-description.ts";
import { EDITS, type EditCase } from "../../test/diff/edits/index.ts";
import { comparePatterns } from "../diff/patterns.ts";
import { require } from "../pipeline/require.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { printTable } from "./measure.ts";
import { runNode } from "./process.ts";

/** What `redocly diff` says of each edit; a test prints it beside ours. */
const TABLE = "test/diff/edits/redocly.json";
/** Its processes at a time. */
const PROCESSES = 2;

/**
 * Rates every edit of the tests, and has `redocly diff` rate it, with its recommended rules: without a configuration, it has none
 * and rates each change as a patch. Writes its verdicts to a file. The exit code is 0 if all of ours are right.
 */
export async function benchDiff(): Promise<number> {
	const theirs = await inProjectFolder("bench-diff", rateByPeer);
	const { version } = require("@redocly/cli/package.json") as { version: string };
	const reproduce = "npm run bench -- diff";
	writeFileSync(
		TABLE,
		`${JSON.stringify({ tool: `redocly diff ${version}, diff-recommended`, reproduce, bumps: theirs }, null, 2)}\n`,
	);
	const wrong = (rate: (edit: EditCase) => string | undefined) => EDITS.filter((edit) => rate(edit) !== edit.bump);
	const missed = EDITS.filter(({ name, bump }) => bump === "major" && theirs[name] !== "major");
	const rows = [
		{ name: "ours", target: 0, edits: wrong(rateByOurs) },
		{ name: "redocly diff", edits: wrong(({ name }) => theirs[name]) },
		{ name: "  of them breaking edits that it takes for others", edits: missed },
	];
	return printTable(
		`Wrong bumps for ${EDITS.length} edits`,
		rows.map(({ edits, ...row }) => ({ ...row, value: edits.length, note: edits.map(({ name }) => name).join(", ") })),
	);
}

function rateByOurs({ base, head }: EditCase): string {
	const options = { scope: "all", patterns: comparePatterns } as const;
	return compareDescriptions(readDescription(base), readDescription(head), "head", options).bump;
}

/** The bumps of another tool, by name of the edit. */
async function rateByPeer(folder: string): Promise<Record<string, string>> {
	const cli = require.resolve("@redocly/cli/bin/cli.js");
	const config = join(folder, "redocly.yaml");
	writeFileSync(config, "extends:\n  - diff-recommended\n");
	const bumps: [string, string][] = [];
	const left = EDITS.map((edit, index) => ({ ...edit, index }));
	const work = async () => {
		for (let next = left.shift(); next !== undefined; next = left.shift()) {
			const [base, head] = [join(folder, `${next.index}-base.json`), join(folder, `${next.index}-head.json`)];
			writeFileSync(base, JSON.stringify(next.base));
			writeFileSync(head, JSON.stringify(next.head));
			const { stdout } = await runNode([cli, "diff", base, head, "--config", config, "--format", "json", "--fail-on", "none"]);
			const { bump } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { bump?: string };
			bumps.push([next.name, bump ?? "none"]);
		}
	};
	await Promise.all(Array.from({ length: PROCESSES }, work));
	return Object.fromEntries(EDITS.map(({ name }) => [name, new Map(bumps).get(name) ?? "none"]));
}
