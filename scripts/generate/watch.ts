import { statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { type CommandContext, untilStopped } from "../../src/core/command/command-context.ts";
import { messageOf } from "../../src/core/operation/message-of.ts";
import { paint } from "../../src/core/operation/paint.ts";
import { stripControlCharacters } from "../../src/core/operation/strip-control-characters.ts";
import { createLoader, type Loader } from "../pipeline/load.ts";
import { problemText } from "../pipeline/print-problems.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { type GeneratorThread, generateApi } from "./run.ts";
import { apply } from "./write.ts";

/** Editors save in several steps; changes within this many milliseconds are one save. */
const SETTLE = 5;

/** chokidar drops a second change of a file within 50 ms of the first; files are checked again after this many. */
const LOOK_AGAIN = 100;

/** A run that found no problem. Paths are absolute. */
export interface WatchedRun {
	readonly loader: Loader;
	/** The saved files; none at the start. */
	readonly saved: readonly string[];
	/** Whether it changed a generated file. */
	readonly wrote: boolean;
}

/** What else is made of the description. */
export interface WatchFollower {
	/** Further folders to watch. */
	readonly folders: readonly string[];
	/** Is called after each run without a problem. Returns what it did, for the line about the run; its errors are reported. */
	follow(run: WatchedRun): Promise<string>;
}

/**
 * Generates at the start and after every save, until the command is stopped. A problem is reported in one line, and
 * the generated files stay as they are until it is fixed.
 *
 * @returns the exit code
 */
export async function watch(
	configPath: string,
	generators: GeneratorThread,
	context: CommandContext,
	follower?: WatchFollower,
): Promise<number> {
	const stop = untilStopped(context);
	let isStopped = false;
	const { watch: watchFiles } = await import("chokidar");
	let loader: Loader | undefined;
	const changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	const schedule = (files: readonly string[]) => {
		for (const file of files) changed.add(file);
		clearTimeout(timer);
		timer = setTimeout(() => {
			running = running.then(runAndReport);
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
		const saved = [...changed];
		const because = saved.map((file) => relative(process.cwd(), file)).join(", ");
		if (loader === undefined || changed.has(configPath)) loader = await createLoader(configPath);
		for (const file of saved) loader.invalidate(file);
		lookAgain(saved);
		changed.clear();
		const paths: string[] = [];
		for (const api of loader.apis) {
			const { differences } = await generateApi(api, loader, generators, () => {});
			apply(api.outputFolder, differences);
			paths.push(...differences.map(({ path }) => `${relative(process.cwd(), api.outputFolder)}/${path}`));
		}
		const wrote = paths.length > 0;
		const effects = [wrote ? `wrote ${paths.join(", ")}` : "", (await follower?.follow({ loader, saved, wrote })) ?? ""];
		const effect = effects.filter(Boolean).join("; ") || "nothing to change";
		const time = paint(context, "dim", `(${(performance.now() - started).toFixed(0)} ms)`);
		context.out(`${paint(context, "green", "✓")} ${because || "start"}: ${effect} ${time}`);
	};
	const runAndReport = () =>
		run().catch((error: unknown) => {
			// What stops the command also stops what a run waits for.
			if (!isStopped) context.error(`${paint(context, "red", "✗")} ${firstProblemOf(error, context)}`);
		});

	await runAndReport();
	const folders = [configPath, ...(loader?.apis ?? []).map(({ root }) => dirname(root)), ...(follower?.folders ?? [])];
	const watcher = watchFiles(folders, { ignoreInitial: true });
	watcher.on("all", (_event, file) => schedule([file]));
	await new Promise<void>((ready) => watcher.once("ready", () => ready()));
	context.out(`Watching ${folders.map((folder) => relative(process.cwd(), folder)).join(", ")}. Ctrl-C stops.`);
	await stop;
	isStopped = true;
	clearTimeout(timer);
	await watcher.close();
	return 0;
}

/** Changes whenever a file is written. */
function stampOf(file: string): string {
	const stat = statSync(file, { throwIfNoEntry: false });
	return `${stat?.mtimeMs} ${stat?.size}`;
}

/** What a run ended with, on one line. */
function firstProblemOf(error: unknown, context: CommandContext): string {
	const problems = error instanceof DescriptionError ? error.problems : [];
	const [first] = problems;
	const text =
		first === undefined ? stripControlCharacters(messageOf(error)) : problemText(first, context).replace(/\s*\n\s*/g, " ");
	return problems.length > 1 ? `${text} (and ${problems.length - 1} more)` : text;
}
