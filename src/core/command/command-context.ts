import { stripVTControlCharacters, styleText } from "node:util";
import { explainBug } from "./explain-bug.ts";

/** What a command uses of the process that runs it. To run a command from code, pass one of your own. */
export interface CommandContext {
	/** Prints a line, or a text of several lines, to the standard output. */
	readonly out: (text: string) => void;
	/** Prints a line to the standard error. */
	readonly error: (line: string) => void;
	/** The environment variables; none by default. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Whether `out` may contain colours; false by default. */
	readonly colour?: boolean;
	/** Replaces the line that it showed before; the empty line removes it. Undefined if nobody watches. */
	readonly progress?: (line: string) => void;
	/** Is called once with the function that stops the command. Without it, a server runs until its process ends. */
	readonly onStop?: (stop: () => void) => void;
}

/** The process that started this one, read as early as possible. */
const parent = process.ppid;

/**
 * Reads the process: its streams, signals and environment. A second signal ends the process at once. The command is also
 * stopped when the process that started it has ended. What nobody catches ends the process with one line.
 */
export function createProcessContext(): CommandContext {
	// The stack that Node would print is of use to nobody but us.
	for (const event of ["uncaughtException", "unhandledRejection"]) {
		process.once(event, (error) => {
			console.error(explainBug(error, process.env));
			process.exit(2);
		});
	}
	// A reader may close the pipe early, as `head` does; that is no reason to stop.
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
	return {
		out: (text) => console.log(text),
		error: (line) => console.error(line),
		env: process.env,
		// Heeds NO_COLOR, FORCE_COLOR and pipes.
		colour: styleText("bold", "", { stream: process.stdout }) !== "",
		...(process.stderr.isTTY && { progress: showProgress }),
		onStop(stop) {
			stopAtSignals(stop);
			stopWithParent(stop);
		},
	};
}

/** A signal that comes again within this many milliseconds is the same one: `npm run` passes on what a terminal sent to all. */
const SAME_SIGNAL = 500;

/** Ctrl-C, the end asked for by another process, and a closed terminal. */
function stopAtSignals(stop: () => void): void {
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.once(signal, () => {
			const stopped = performance.now();
			process.on(signal, () => {
				if (performance.now() - stopped > SAME_SIGNAL) process.exit(130);
			});
			stop();
		});
	}
}

/**
 * Stops a command that nobody would stop otherwise: `npm run` starts a shell, which ends at a signal without passing it on,
 * and a test runner that crashes sends none.
 */
function stopWithParent(stop: () => void): void {
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		console.error("The process that started this command has ended, so this one stops, too.");
		stop();
	}, 500);
	timer.unref();
}

/** Resolves when the command is to stop. */
export function untilStopped({ onStop }: CommandContext): Promise<void> {
	return new Promise((stop) => onStop?.(() => stop()));
}

function showProgress(line: string): void {
	const width = (process.stderr.columns || 80) - 1;
	process.stderr.write(`\r\u001b[K${stripVTControlCharacters(line).slice(0, width)}`);
}
