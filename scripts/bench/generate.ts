import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenApi, PathItem, PathOperation } from "../pipeline/openapi.ts";
import { operationsOf } from "../pipeline/operations-of.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { measureRounds, median, type Pairs, printTable, type Row, ratioRow } from "./measure.ts";
import { lineReader, measureMemory, runNode, startNode } from "./process.ts";

const SAVES = 40;

/** Compares cold and warm runs with tools that do parts of the work, and measures how it grows with the description. */
export function benchGenerate(): Promise<number> {
	return inProjectFolder("bench-generate", async (folder) => {
		// A copy, so that the project itself does not change.
		for (const path of ["openapi", "scripts", "src/core", "redocly.yaml", "package.json"]) {
			cpSync(resolve(path), join(folder, path), { recursive: true });
		}
		symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
		const cold = await measureCold(folder);
		const changes = await measureChanges(folder);
		const warm = await measureWarm(folder, median(cold.ours));
		const growth = await measureGrowth(folder);
		const coldName = "cold / (redocly lint + redocly bundle + openapi-typescript)";
		return Math.max(
			printTable("One description, cold and warm", [
				ratioRow(coldName, cold, 0.5),
				ratioRow("spec:diff / generate, cold", changes, 1.5),
				warm,
			]),
			printTable("Growing description", growth),
		);
	});
}

function measureCold(folder: string): Promise<Pairs> {
	const redocly = resolve("node_modules/@redocly/cli/bin/cli.js");
	const typescript = resolve("node_modules/openapi-typescript/bin/cli.js");
	// In a folder without redocly.yaml: openapi-typescript would read that file's list of APIs instead of its arguments.
	const sources = join(folder, "openapi");
	const time = async (cwd: string, ...args: string[]) => (await runNode(args, cwd)).milliseconds;
	const programs = {
		theirs: async () =>
			(await time(folder, redocly, "lint")) +
			(await time(folder, redocly, "bundle", "openapi/openapi.yaml", "--output", join(folder, "bundle.json"))) +
			(await time(sources, typescript, join(sources, "openapi.yaml"), "--output", join(sources, "schema.d.ts"))),
		ours: () => time(folder, "scripts/run.js", "generate"),
	};
	return measureRounds({ rounds: 9 }, programs);
}

/** Compares the changes of a description, of which one breaks and needs a witness, with the time to generate it. */
async function measureChanges(folder: string): Promise<Pairs> {
	const git = (...args: string[]) => {
		const identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
		const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
		if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
	};
	writeFileSync(join(folder, ".gitignore"), "node_modules\n");
	git("init", "--quiet");
	git("add", "--all");
	git("commit", "--quiet", "--message=base");
	const { file, original } = constrainedSchema(folder);
	// Longer values than before: a breaking change where clients receive them, and no example is against it.
	writeFileSync(file, original.replace(/maxLength: \d+/, "maxLength: 1000"));
	const time = async (...args: string[]) => (await runNode(["scripts/run.js", ...args], folder)).milliseconds;
	const programs = { ours: () => time("diff", "HEAD"), theirs: () => time("generate") };
	const pairs = await measureRounds({ rounds: 9, warmUp: 1 }, programs);
	writeFileSync(file, original);
	return pairs;
}

/** A schema with a limit that can be changed. */
function constrainedSchema(folder: string): { readonly file: string; readonly original: string } {
	const schemas = readdirSync(join(folder, "openapi/schemas")).map((name) => join(folder, "openapi/schemas", name));
	const file = schemas.find((schema) => /maxLength: \d+/.test(readFileSync(schema, "utf8"))) ?? "";
	return { file, original: readFileSync(file, "utf8") };
}

async function measureWarm(folder: string, cold: number): Promise<Row> {
	const child = startNode(["scripts/run.js", "generate", "--watch"], folder);
	const line = lineReader(child);
	await line("Watching");
	// A constraint changes, so that no generator can reuse its last result.
	const { file, original } = constrainedSchema(folder);
	const times: number[] = [];
	for (let save = 0; save < SAVES; save++) {
		await sleep(150);
		const started = performance.now();
		writeFileSync(file, original.replace(/maxLength: \d+/, `maxLength: ${1000 + save}`));
		await line("✓");
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
	const config = join(target, "redocly.yaml");
	mkdirSync(join(target, "openapi"), { recursive: true });
	cpSync(join(folder, "redocly.yaml"), config);
	writeFileSync(join(target, "openapi/openapi.yaml"), JSON.stringify(repeat(document, operations)));
	const [works, peaks]: [number[], number[]] = [[], []];
	for (let round = 0; round < 3; round++) {
		const { stdout, memory } = await measureMemory(["scripts/run.js", "generate", "--json", "--config", config], folder);
		const [{ steps }] = JSON.parse(stdout) as [{ steps: { milliseconds: number }[] }];
		works.push(steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
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
	return withoutUnused({ ...document, paths: items });
}

/** Leaves out the components that nothing refers to, which would be reported; then those that only they referred to. */
function withoutUnused(document: OpenApi): OpenApi {
	const text = JSON.stringify(document);
	const all = Object.entries(document.components ?? {}).flatMap(([kind, named]) =>
		Object.entries(named as object).map(([name, component]) => ({ kind, name, component })),
	);
	const used = all.filter(({ kind, name }) => kind === "securitySchemes" || text.includes(`/${kind}/${name}"`));
	if (used.length === all.length) return document;
	const components: Record<string, Record<string, unknown>> = {};
	for (const { kind, name, component } of used) components[kind] = { ...components[kind], [name]: component };
	return withoutUnused({ ...document, components });
}
