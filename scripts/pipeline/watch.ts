import { statSync } from "node:fs";
import { dirname, relative } from "node:path";
import pc from "picocolors";
import { createLoader, type Loader } from "./load.ts";
import { DescriptionError } from "./problem.ts";
import { type GeneratorThread, generateApi } from "./run.ts";
import { apply, compareFolder } from "./write.ts";

/** Editors save in several steps; what follows within this many milliseconds belongs together. */
const SETTLE = 5;

/** chokidar drops a second change of a file within 50 ms of the first; after this many, files are looked at again. */
const LOOK_AGAIN = 100;

/**
 * Generates, and again after every save, until the process is told to stop. A problem is told in a line, and
 * the generated files stay as they were until it is mended.
 */
export async function watch(configPath: string, generators: GeneratorThread): Promise<number> {
	const { watch: watchFiles } = await import("chokidar");
	let loader: Loader | undefined;
	const changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	const schedule = (files: readonly string[]) => {
		for (const file of files) changed.add(file);
		clearTimeout(timer);
		timer = setTimeout(() => {
			running = running.then(runAndTell);
		}, SETTLE);
	};
	const lookAgain = (files: readonly string[]) => {
		const before = files.map(stampOf);
		setTimeout(() => {
			const missed = files.filter((file, index) => stampOf(file) !== before[index]);
			if (missed.length > 0) schedule(missed);
		}, LOOK_AGAIN).unref();
	};

	const run = async () => {
		const started = performance.now();
		const because = [...changed].map((file) => relative(process.cwd(), file)).join(", ");
		if (loader === undefined || changed.has(configPath)) loader = await createLoader(configPath);
		for (const file of changed) loader.invalidate(file);
		lookAgain([...changed]);
		changed.clear();
		const paths: string[] = [];
		for (const api of loader.apis) {
			const differences = compareFolder(api.outputFolder, await generateApi(api, loader, generators, () => {}));
			apply(api.outputFolder, differences);
			paths.push(...differences.map(({ path }) => `${relative(process.cwd(), api.outputFolder)}/${path}`));
		}
		const took = pc.dim(`(${(performance.now() - started).toFixed(0)} ms)`);
		console.log(
			`${pc.green("✓")} ${because || "start"}: ${paths.length === 0 ? "nothing to change" : `wrote ${paths.join(", ")}`} ${took}`,
		);
	};
	const runAndTell = () => run().catch((error: unknown) => console.error(`${pc.red("✗")} ${firstProblemOf(error)}`));

	await runAndTell();
	const folders = [configPath, ...(loader?.apis ?? []).map(({ root }) => dirname(root))];
	const watcher = watchFiles(folders, { ignoreInitial: true });
	watcher.on("all", (_event, file) => schedule([file]));
	await new Promise<void>((ready) => watcher.once("ready", () => ready()));
	console.log(`Watching ${folders.map((folder) => relative(process.cwd(), folder)).join(", ")}. Ctrl-C stops.`);
	await new Promise<void>((stop) => {
		process.once("SIGINT", stop);
		process.once("SIGTERM", stop);
	});
	await watcher.close();
	return 0;
}

/** Changes whenever a file is written. */
function stampOf(file: string): string {
	const stat = statSync(file, { throwIfNoEntry: false });
	return `${stat?.mtimeMs} ${stat?.size}`;
}

function firstProblemOf(error: unknown): string {
	if (!(error instanceof DescriptionError)) return error instanceof Error ? error.message : String(error);
	const [first] = error.problems;
	if (first === undefined) return error.message;
	const more = error.problems.length > 1 ? ` (and ${error.problems.length - 1} more)` : "";
	return `${first.file}:${first.line}:${first.column} ${first.message}${more}`;
}
