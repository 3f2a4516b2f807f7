import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import pc from "picocolors";
import { shortDiff } from "./pipeline/diff.ts";
import type { Loader } from "./pipeline/load.ts";
import { DescriptionError } from "./pipeline/problem.ts";
import { type GenerateStep, type GeneratorThread, generateApi, startGenerators } from "./pipeline/run.ts";
import { apply, compareFolder, type FileDifference } from "./pipeline/write.ts";

const HELP = `Usage: npm run generate -- [options]

Lints and bundles every description that redocly.yaml lists, and generates types, the operation
table and validators from it.

Options:
  --check          compare what is on disk with what would be generated; write nothing
  --watch          generate again whenever a file of the description is saved
  --config <file>  the list of descriptions (default: redocly.yaml)
  --json           print the outcome as JSON
  --help           show this

Exit codes: 0 done, or nothing to do; 1 a problem in the description, or a stale file; 2 could not run.`;

interface Outcome {
	readonly api: string;
	readonly folder: string;
	readonly files: number;
	readonly differences: readonly FileDifference[];
	readonly steps: readonly GenerateStep[];
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			check: { type: "boolean", default: false },
			watch: { type: "boolean", default: false },
			json: { type: "boolean", default: false },
			config: { type: "string", default: "redocly.yaml" },
			help: { type: "boolean", default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	if (values.check && values.watch) throw new UsageError("--check and --watch exclude each other");

	// One run leaves more garbage than it uses: of a large description, a third of the peak. To watch, speed is worth more.
	if (!values.watch) setFlagsFromString("--optimize-for-size");
	// First of all, so that the thread loads its libraries while this one loads its own.
	const generators = startGenerators(new URL("./generate.worker.mjs", import.meta.url), values.watch);
	try {
		const { createLoader } = await import("./pipeline/load.ts");
		const configPath = resolve(values.config);
		if (values.watch) {
			const { watch } = await import("./pipeline/watch.ts");
			return await watch(configPath, generators);
		}
		const loader = await createLoader(configPath);
		const started = performance.now();
		const outcomes = await generateAll(loader, generators, values.check, values.json ? () => {} : printStep);
		if (values.json) console.log(JSON.stringify(outcomes.map(summary), null, 2));
		else for (const outcome of outcomes) print(outcome, values.check, performance.now() - started);
		return values.check && outcomes.some(({ differences }) => differences.length > 0) ? 1 : 0;
	} finally {
		await generators.close();
	}
}

class UsageError extends Error {}

async function generateAll(
	loader: Loader,
	generators: GeneratorThread,
	check: boolean,
	report: (step: GenerateStep) => void,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const api of loader.apis) {
		const steps: GenerateStep[] = [];
		const files = await generateApi(api, loader, generators, (step) => {
			steps.push(step);
			report(step);
		});
		const differences = compareFolder(api.outputFolder, files);
		outcomes.push({ api: api.name, folder: relative(process.cwd(), api.outputFolder), files: files.length, differences, steps });
	}
	// Only now, so that a problem in one description leaves the files of all as they were.
	if (!check) for (const { folder, differences } of outcomes) apply(resolve(folder), differences);
	return outcomes;
}

function printStep({ name, milliseconds, note }: GenerateStep): void {
	console.log(`${pc.green("✓")} ${name.padEnd(10)} ${pc.dim(`${milliseconds.toFixed(0).padStart(5)} ms`)}  ${note}`);
}

function print({ folder, files, differences }: Outcome, check: boolean, milliseconds: number): void {
	if (differences.length === 0) {
		console.log(`${folder}/: ${files} files, all up to date (${milliseconds.toFixed(0)} ms)`);
		return;
	}
	if (!check) {
		const verbs = { stale: "changed", missing: "created", extra: "removed" };
		for (const { path, kind } of differences) console.log(`  ${verbs[kind]} ${folder}/${path}`);
		console.log(`${folder}/: ${files} files, ${differences.length} changed (${milliseconds.toFixed(0)} ms)`);
		return;
	}
	for (const { path, kind, current, expected } of differences) {
		console.error(`${pc.red(kind)} ${folder}/${path}`);
		if (kind === "stale") for (const line of shortDiff(current ?? "", expected ?? "")) console.error(`  ${pc.dim(line)}`);
	}
	const count = differences.length === 1 ? "1 file is" : `${differences.length} files are`;
	console.error(`${count} not what the description generates. Run \`npm run generate\` and commit the result.`);
}

function summary({ api, folder, files, differences, steps }: Outcome) {
	return { api, folder, files, differences: differences.map(({ path, kind }) => ({ path, kind })), steps };
}

/** 1 for a problem in the description, told by place; 2 for anything that kept us from looking. */
function fail(error: unknown): number {
	if (error instanceof DescriptionError) {
		for (const { file, line, column, message, rule, severity } of error.problems) {
			console.error(`${pc.bold(`${file}:${line}:${column}`)} ${pc.red(severity)} ${message} ${pc.dim(`(${rule})`)}`);
		}
		console.error(`${error.problems.length} ${error.problems.length === 1 ? "problem" : "problems"}. Nothing was written.`);
		return 1;
	}
	const usage = error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
	console.error(usage ? `${(error as Error).message}\n\n${HELP}` : error);
	return 2;
}

process.exitCode = await main().catch(fail);
