import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenApi, PathItem, PathOperation } from "../pipeline/openapi.ts";
import { operationsOf } from "../pipeline/operations-of.ts";
import { measurePairs, type Pair, ratioRow } from "./pairs.ts";
import { REPORT_MEMORY, readPeakMemory } from "./peak-memory.ts";
import { outputOf, runNode, startNode } from "./process.ts";
import { median, printTable, type Row } from "./table.ts";

const SAVES = 40;

/** Compares cold and warm runs with tools that do parts of the work, and measures how it grows with the description. */
export async function run(): Promise<number> {
	const folder = createFolder();
	try {
		const cold = await measureCold(folder);
		const warm = await measureWarm(folder, median(cold.map(({ ours }) => ours)));
		const growth = await measureGrowth(folder);
		const coldName = "cold / (redocly lint + redocly bundle + openapi-typescript)";
		return Math.max(
			printTable("One description, cold and warm", [ratioRow(coldName, cold, 0.5), warm]),
			printTable("Growing description", growth),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Copies the project's description and scripts, so that the project itself does not change. */
function createFolder(): string {
	mkdirSync(resolve("node_modules/.cache"), { recursive: true });
	const folder = mkdtempSync(resolve("node_modules/.cache/bench-"));
	for (const path of ["openapi", "scripts", "src/core/operation", "src/core/command", "redocly.yaml", "package.json"]) {
		cpSync(resolve(path), join(folder, path), { recursive: true });
	}
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
	return folder;
}

function measureCold(folder: string): Promise<Pair[]> {
	const redocly = resolve("node_modules/@redocly/cli/bin/cli.js");
	const typescript = resolve("node_modules/openapi-typescript/bin/cli.js");
	// In a folder without redocly.yaml: openapi-typescript would read that file's list of APIs instead of its arguments.
	const sources = join(folder, "openapi");
	const peers = [
		{ cwd: folder, args: [redocly, "lint"] },
		{ cwd: folder, args: [redocly, "bundle", "openapi/openapi.yaml", "--output", join(folder, "bundle.json")] },
		{ cwd: sources, args: [typescript, join(sources, "openapi.yaml"), "--output", join(sources, "schema.d.ts")] },
	];
	const theirs = async () => {
		let sum = 0;
		for (const { args, cwd } of peers) sum += (await runNode(args, cwd)).milliseconds;
		return sum;
	};
	const ours = async () => (await runNode(["scripts/run.js", "generate"], folder)).milliseconds;
	return measurePairs({ rounds: 9, warmUp: 0 }, theirs, ours);
}

async function measureWarm(folder: string, cold: number): Promise<Row> {
	const child = startNode(["scripts/run.js", "generate", "--watch"], folder);
	const output = outputOf(child);
	await output("Watching");
	// A constraint changes, so that no generator can reuse its last result.
	const schemas = readdirSync(join(folder, "openapi/schemas")).map((name) => join(folder, "openapi/schemas", name));
	const file = schemas.find((schema) => /maxLength: \d+/.test(readFileSync(schema, "utf8"))) ?? "";
	const original = readFileSync(file, "utf8");
	const times: number[] = [];
	for (let save = 0; save < SAVES; save++) {
		await sleep(150);
		const started = performance.now();
		writeFileSync(file, original.replace(/maxLength: \d+/, `maxLength: ${1000 + save}`));
		await output("✓");
		times.push(performance.now() - started);
	}
	child.kill();
	const steady = median(times.slice(-10));
	const note = `${steady.toFixed(0)} ms, median of the last 10 of ${SAVES} saves`;
	return { name: "from a save to the last file written / cold", value: steady / cold, target: 0.1, note };
}

/** Measures the work at 4, 40 and 400 operations: copies of the description's own, under other names. */
async function measureGrowth(folder: string): Promise<Row[]> {
	const document = JSON.parse(readFileSync(join(folder, "generated/openapi.json"), "utf8"));
	const small = await measureSize(folder, document, 4);
	const medium = await measureSize(folder, document, 40);
	const large = await measureSize(folder, document, 400);
	return [
		small.row,
		medium.row,
		large.row,
		{ name: "work at 400 operations / work at 40 operations", value: large.row.value / medium.row.value, target: 10 },
		{ name: "peak memory at 400 operations", value: large.memory, target: 300, unit: " MiB" },
	];
}

async function measureSize(folder: string, document: OpenApi, operations: number): Promise<{ row: Row; memory: number }> {
	const target = join(folder, `size-${operations}`);
	mkdirSync(join(target, "openapi"), { recursive: true });
	cpSync(join(folder, "redocly.yaml"), join(target, "redocly.yaml"));
	writeFileSync(join(target, "openapi/openapi.yaml"), JSON.stringify(repeat(document, operations)));
	const [works, peaks]: [number[], number[]] = [[], []];
	for (let round = 0; round < 3; round++) {
		const { work, memory } = await measureWork(folder, join(target, "redocly.yaml"));
		works.push(work);
		peaks.push(memory);
	}
	const memory = median(peaks);
	const note = `peak memory ${memory.toFixed(0)} MiB`;
	return { row: { name: `work after start-up at ${operations} operations`, value: median(works), unit: " ms", note }, memory };
}

/** A description with this many operations: copies of the given one's, under other names and paths. */
function repeat(document: OpenApi, count: number): OpenApi {
	const items: Record<string, PathItem> = {};
	const operations = operationsOf(document);
	const copies = Array.from({ length: count }, (_, copy) => operations.map((located) => ({ copy, ...located }))).flat();
	for (const { copy, path, item, method, operation } of copies.slice(0, count)) {
		const { parameters, servers } = item;
		const renamed: PathOperation = { ...operation, operationId: `${operation.operationId}${copy}` };
		const key = `/copy${copy}${path}`;
		items[key] = { ...(parameters && { parameters }), ...(servers && { servers }), ...items[key], [method]: renamed };
	}
	// Components that no copied operation refers to would be reported as unused.
	const text = JSON.stringify([items, document.components]);
	const isUsed = (kind: string, name: string) => kind === "securitySchemes" || text.includes(`/${kind}/${name}"`);
	const components = Object.entries(document.components ?? {}).map(([kind, named]) => {
		return [kind, Object.fromEntries(Object.entries(named as object).filter(([name]) => isUsed(kind, name)))];
	});
	return { ...document, paths: items, components: Object.fromEntries(components) };
}

async function measureWork(folder: string, config: string): Promise<{ work: number; memory: number }> {
	const args = [...REPORT_MEMORY, "scripts/run.js", "generate", "--json", "--config", config];
	const { stdout, stderr } = await runNode(args, folder);
	const [{ steps }] = JSON.parse(stdout) as [{ steps: { milliseconds: number }[] }];
	const work = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	return { work, memory: readPeakMemory(stderr) };
}
