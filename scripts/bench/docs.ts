import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { median, printTable, type Row } from "./table.ts";

const ROUNDS = 9;
const ENV = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" };

/** The whole build against Redocly's alone, side by side, and the weight of what is built. */
export async function run(): Promise<number> {
	mkdirSync(resolve("node_modules/.cache"), { recursive: true });
	const folder = mkdtempSync(resolve("node_modules/.cache/bench-docs-"));
	try {
		const site = join(folder, "site");
		const redocly = [
			resolve("node_modules/@redocly/cli/bin/cli.js"),
			"build-docs",
			resolve("openapi/openapi.yaml"),
			"--inlineBundle",
			"--output",
			join(folder, "redocly.html"),
		];
		const rounds: { ours: number; theirs: number }[] = [];
		for (let round = -1; round < ROUNDS; round++) {
			const theirs = await timed(folder, redocly);
			const ours = await timed(process.cwd(), ["scripts/run.js", "docs", "--out", site]);
			// The first round fills the caches of both.
			if (round >= 0) rounds.push({ ours, theirs });
		}
		const note = `${median(rounds.map(({ ours }) => ours)).toFixed(0)} ms to ${median(rounds.map(({ theirs }) => theirs)).toFixed(0)} ms, medians of ${ROUNDS}`;
		const value = median(rounds.map(({ ours, theirs }) => ours / theirs));
		return printTable("The documentation site", [
			{ name: "the whole build / redocly build-docs alone", value, target: 2.5, note },
			...weights(site),
		]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function weights(site: string): Row[] {
	const pages = [...readFileSync(join(site, "sitemap.xml"), "utf8").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, path = ""]) => path);
	const sizes = pages
		.filter((path) => path.startsWith("operations/"))
		.map((path) => ({ path, size: readFileSync(join(site, path)).length / 1000 }))
		.sort((one, other) => other.size - one.size);
	const reference = readFileSync(join(site, "reference.html"));
	return [
		{ name: "heaviest static operation page", value: sizes[0]?.size ?? 0, target: 60, unit: " KB", note: sizes[0]?.path ?? "" },
		{ name: "interactive page, compressed", value: gzipSync(reference).length / 1000, target: 800, unit: " KB" },
	];
}

function timed(cwd: string, args: readonly string[]): Promise<number> {
	const started = performance.now();
	const child = spawn(process.execPath, args, { cwd, env: ENV, stdio: ["ignore", "ignore", "pipe"] });
	let complaint = "";
	child.stderr.on("data", (chunk) => {
		complaint += chunk;
	});
	return new Promise((done, fail) => {
		child.once("error", fail);
		child.once("close", (code) => {
			if (code === 0) done(performance.now() - started);
			else fail(new Error(`${args.join(" ")} failed: ${complaint.slice(0, 500)}`));
		});
	});
}
