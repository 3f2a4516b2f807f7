import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readPeakMemory, TELL_MEMORY } from "./peak-memory.ts";
import { median, printTable, type Row } from "./table.ts";

const ROUNDS = 9;
const SAVES = 40;
const ENV = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" };

/** Cold and warm runs against the tools that do parts of the same, and how the work grows with the description. */
export async function run(): Promise<number> {
	const folder = createFolder();
	try {
		const cold = await measureCold(folder);
		const warm = await measureWarm(folder, cold.milliseconds);
		const growth = await measureGrowth(folder);
		return Math.max(
			printTable("One description, cold and warm", [...cold.rows, ...warm]),
			printTable("Growing description", growth),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A copy of the project's description and scripts, so that nothing of the project itself is touched. */
function createFolder(): string {
	mkdirSync(resolve("node_modules/.cache"), { recursive: true });
	const folder = mkdtempSync(resolve("node_modules/.cache/bench-"));
	for (const path of ["openapi", "scripts", "src/core/operation", "src/core/command", "redocly.yaml", "package.json"]) {
		cpSync(resolve(path), join(folder, path), { recursive: true });
	}
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
	return folder;
}

async function measureCold(folder: string): Promise<{ milliseconds: number; rows: Row[] }> {
	const bin = (name: string) => resolve("node_modules", name);
	const bundle = join(folder, "bundle.json");
	const peers = [
		[bin("@redocly/cli/bin/cli.js"), "lint"],
		[bin("@redocly/cli/bin/cli.js"), "bundle", "openapi/openapi.yaml", "--output", bundle],
		// In a folder without redocly.yaml, whose list of APIs its command line would go by instead.
		[bin("openapi-typescript/bin/cli.js"), join(folder, "openapi/openapi.yaml"), "--output", join(folder, "openapi/schema.d.ts")],
	];
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		ours.push(await timed(folder, ["scripts/run.js", "generate"]));
		let sum = 0;
		for (const peer of peers)
			sum += await timed(peer[0]?.includes("openapi-typescript") ? join(folder, "openapi") : folder, peer);
		theirs.push(sum);
	}
	const milliseconds = median(ours);
	const note = `${milliseconds.toFixed(0)} ms to ${median(theirs).toFixed(0)} ms, medians of ${ROUNDS}`;
	return {
		milliseconds,
		rows: [
			{
				name: "cold / (redocly lint + redocly bundle + openapi-typescript)",
				value: milliseconds / median(theirs),
				target: 0.5,
				note,
			},
		],
	};
}

async function measureWarm(folder: string, cold: number): Promise<Row[]> {
	const child = spawn(process.execPath, ["scripts/run.js", "generate", "--watch"], { cwd: folder, env: ENV });
	const lines = readLines(child);
	await lines("Watching");
	// A constraint, so that no generator can get away with what it made before.
	const schemas = readdirSync(join(folder, "openapi/schemas")).map((name) => join(folder, "openapi/schemas", name));
	const file = schemas.find((schema) => /maxLength: \d+/.test(readFileSync(schema, "utf8"))) ?? "";
	const original = readFileSync(file, "utf8");
	const times: number[] = [];
	for (let save = 0; save < SAVES; save++) {
		await pause(150);
		const started = performance.now();
		writeFileSync(file, original.replace(/maxLength: \d+/, `maxLength: ${1000 + save}`));
		await lines("✓");
		times.push(performance.now() - started);
	}
	child.kill();
	const steady = median(times.slice(-10));
	return [
		{
			name: "from a save to the last file written / cold",
			value: steady / cold,
			target: 0.1,
			note: `${steady.toFixed(0)} ms, median of the last 10 of ${SAVES} saves`,
		},
	];
}

/** Ten times as many operations, made by repeating the description under other names. */
async function measureGrowth(folder: string): Promise<Row[]> {
	const document = JSON.parse(readFileSync(join(folder, "generated/openapi.json"), "utf8"));
	const sizes = [4, 40, 400];
	const found: { operations: number; work: number; rss: number }[] = [];
	for (const operations of sizes) {
		const target = join(folder, `size-${operations}`);
		mkdirSync(join(target, "openapi"), { recursive: true });
		cpSync(join(folder, "redocly.yaml"), join(target, "redocly.yaml"));
		writeFileSync(join(target, "openapi/openapi.yaml"), JSON.stringify(repeat(document, operations)));
		const works: number[] = [];
		const sizesInMemory: number[] = [];
		for (let round = 0; round < 3; round++) {
			const { work, rss } = await measureWork(folder, join(target, "redocly.yaml"));
			works.push(work);
			sizesInMemory.push(rss);
		}
		found.push({ operations, work: median(works), rss: median(sizesInMemory) });
	}
	const [, forty, fourHundred] = found;
	if (forty === undefined || fourHundred === undefined) return [];
	return [
		...found.map(
			({ operations, work, rss }): Row => ({
				name: `work after start-up at ${operations} operations`,
				value: work,
				unit: " ms",
				note: `peak memory ${rss.toFixed(0)} MiB`,
			}),
		),
		{ name: "work at 400 operations / work at 40 operations", value: fourHundred.work / forty.work, target: 10 },
		{ name: "peak memory at 400 operations", value: fourHundred.rss, target: 300, unit: " MiB" },
	];
}

/** A description with this many operations: the given one's, again and again, under other names and paths. */
function repeat(
	document: Record<string, unknown> & { paths: Record<string, Record<string, { operationId?: string }>> },
	count: number,
) {
	const paths: typeof document.paths = {};
	let made = 0;
	for (let copy = 0; made < count; copy++) {
		for (const [path, item] of Object.entries(document.paths)) {
			const copied: Record<string, { operationId?: string }> = {};
			for (const [key, value] of Object.entries(item)) {
				if (value.operationId === undefined) copied[key] = value;
				else if (made++ < count) copied[key] = { ...value, operationId: `${value.operationId}${copy}` };
			}
			if (Object.values(copied).some(({ operationId }) => operationId !== undefined)) paths[`/copy${copy}${path}`] = copied;
		}
	}
	// Components that no copied operation refers to would be reported as unused.
	const text = JSON.stringify(paths);
	const components = document.components as Record<string, Record<string, unknown>>;
	const used = (kind: string, name: string) =>
		kind === "securitySchemes" || JSON.stringify(components).includes(`/${kind}/${name}"`) || text.includes(`/${kind}/${name}"`);
	const kept = Object.fromEntries(
		Object.entries(components).map(([kind, named]) => [
			kind,
			Object.fromEntries(Object.entries(named).filter(([name]) => used(kind, name))),
		]),
	);
	return { ...document, paths, components: kept };
}

async function measureWork(folder: string, config: string): Promise<{ work: number; rss: number }> {
	const args = [...TELL_MEMORY, "scripts/run.js", "generate", "--json", "--config", config];
	const child = spawn(process.execPath, args, { cwd: folder, env: ENV });
	const { stdout, stderr, code } = await finish(child);
	if (code !== 0) throw new Error(`generate failed: ${stderr.slice(0, 500)}`);
	const [{ steps }] = JSON.parse(stdout) as [{ steps: { milliseconds: number }[] }];
	const work = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	return { work, rss: readPeakMemory(stderr) };
}

async function timed(cwd: string, args: readonly string[]): Promise<number> {
	const started = performance.now();
	const { code, stderr } = await finish(spawn(process.execPath, args, { cwd, env: ENV }));
	if (code !== 0) throw new Error(`${args.join(" ")} failed: ${stderr.slice(0, 500)}`);
	return performance.now() - started;
}

function finish(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
	let [stdout, stderr] = ["", ""];
	child.stdout?.on("data", (chunk) => {
		stdout += chunk;
	});
	child.stderr?.on("data", (chunk) => {
		stderr += chunk;
	});
	return new Promise((done, fail) => {
		child.on("error", fail);
		child.on("close", (code) => done({ code, stdout, stderr }));
	});
}

/** Waits for the next line that contains a text. */
function readLines(child: ChildProcess): (text: string) => Promise<void> {
	let [text, seen] = ["", 0];
	let wake = () => {};
	child.stdout?.on("data", (chunk) => {
		text += chunk;
		wake();
	});
	return async (wanted) => {
		while (text.indexOf(wanted, seen) < 0) await new Promise<void>((woken) => (wake = woken));
		seen = text.length;
	};
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((done) => setTimeout(done, milliseconds));
}
