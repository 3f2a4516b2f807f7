import { relative, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, UsageError } from "../../src/core/command/define-command.ts";
import { countOf } from "../../src/core/operation/count-of.ts";
import { paint } from "../../src/core/operation/paint.ts";
import type { Loader } from "../pipeline/load.ts";
import { printProblems } from "../pipeline/print-problems.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { shortDiff } from "./diff.ts";
import { type GenerateStep, type GeneratorThread, generateApi, startGenerators } from "./run.ts";
import { apply, type FileDifference } from "./write.ts";

export const generateCommand = defineCommand({
	usage: "npm run generate --",
	description: "Lints, bundles and generates every description that redocly.yaml lists: types, operation table, validators.",
	options: {
		check: { type: "boolean", help: "compare the files on disk with the generated ones; write nothing" },
		watch: { type: "boolean", help: "generate again after each saved change of the description" },
		config: { type: "string", value: "file", default: "redocly.yaml", help: "the list of descriptions" },
		json: { type: "boolean", help: "print the result as JSON" },
	},
	exitCodes: "0 done, or nothing to do; 1 a problem in the description, or a stale file; 2 could not run.",
	async run({ check, watch, config, json }, context) {
		if (check && watch) throw new UsageError("--check and --watch exclude each other");
		// A single run leaves more garbage than it uses: in a large description, a third of the peak. Watching needs speed instead.
		if (!watch) setFlagsFromString("--optimize-for-size");
		// It also ends before most of the code that is optimized after a few calls has paid for that. Node 20 alone has this flag;
		// later ones optimize in less time.
		if (!watch && process.version.startsWith("v20.")) setFlagsFromString("--interrupt-budget=500000");
		// Started first, so that the thread loads its libraries while this one loads its own.
		const generators = startGenerators(new URL("./generate.worker.mjs", import.meta.url), watch);
		try {
			if (watch) return await (await import("./watch.ts")).watch(resolve(config), generators, context);
			const { createLoader } = await import("../pipeline/load.ts");
			const started = performance.now();
			const loader = await createLoader(resolve(config));
			const results = await generateAll(loader, generators, check, (step) => json || context.out(stepLine(step, context)));
			if (json) context.out(JSON.stringify(results.map(jsonOf), null, 2));
			else for (const result of results) printResult(result, check, performance.now() - started, context);
			return check && results.some(({ differences }) => differences.length > 0) ? 1 : 0;
		} catch (error) {
			if (!(error instanceof DescriptionError)) throw error;
			printProblems(error, context);
			context.error(`${countOf(error.problems.length, "problem")}. Nothing was written.`);
			return 1;
		} finally {
			await generators.close();
		}
	},
});

interface ApiResult {
	readonly api: string;
	readonly folder: string;
	readonly files: number;
	readonly differences: readonly FileDifference[];
	readonly steps: readonly GenerateStep[];
}

async function generateAll(
	loader: Loader,
	generators: GeneratorThread,
	check: boolean,
	report: (step: GenerateStep) => void,
): Promise<ApiResult[]> {
	const results: ApiResult[] = [];
	for (const api of loader.apis) {
		const steps: GenerateStep[] = [];
		const { files, differences } = await generateApi(api, loader, generators, (step) => {
			steps.push(step);
			report(step);
		});
		results.push({ api: api.name, folder: relative(process.cwd(), api.outputFolder), files: files.length, differences, steps });
	}
	// Written last, so that a problem in one description leaves the files of all unchanged.
	if (!check) for (const { folder, differences } of results) apply(resolve(folder), differences);
	return results;
}

function stepLine({ name, milliseconds, note, failed }: GenerateStep, context: CommandContext): string {
	const mark = failed ? paint(context, "red", "✗") : paint(context, "green", "✓");
	const time = `${milliseconds.toFixed(0).padStart(5)} ms`;
	return `${mark} ${name.padEnd(10)} ${paint(context, "dim", time)}  ${note}`;
}

function printResult({ folder, files, differences }: ApiResult, check: boolean, elapsed: number, context: CommandContext): void {
	const extent = `${folder}/: ${files} files`;
	const time = `(${elapsed.toFixed(0)} ms)`;
	if (differences.length === 0) context.out(`${extent}, all up to date ${time}`);
	else if (check) printStaleFiles(folder, differences, context);
	else {
		const verbs = { stale: "changed", missing: "created", extra: "removed" };
		for (const { path, kind } of differences) context.out(`  ${verbs[kind]} ${folder}/${path}`);
		context.out(`${extent}, ${differences.length} changed ${time}`);
	}
}

function printStaleFiles(folder: string, differences: readonly FileDifference[], context: CommandContext): void {
	for (const { path, kind, current = "", expected = "" } of differences) {
		context.error(`${paint(context, "red", kind)} ${folder}/${path}`);
		const diff = kind === "stale" ? shortDiff(current, expected) : [];
		for (const line of diff) context.error(`  ${paint(context, "dim", line)}`);
	}
	const count = `${countOf(differences.length, "file")} ${differences.length === 1 ? "is" : "are"}`;
	context.error(`${count} not what the description generates. Run \`npm run generate\` and commit the result.`);
}

function jsonOf({ api, folder, files, differences, steps }: ApiResult) {
	return { api, folder, files, differences: differences.map(({ path, kind }) => ({ path, kind })), steps };
}
