import { stripVTControlCharacters, styleText } from "node:util";

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
	/** Is called once with what stops the command. Without it, a server runs until its process ends. */
	readonly onStop?: (stop: () => void) => void;
}

/** Reads the process: its streams, signals and environment. A second signal ends the process at once. */
export function createProcessContext(): CommandContext {
	// A reader may close the pipe early, as `head` does; that is no reason to stop.
	process.stdout.on("error", () => {});
	return {
		out: (text) => console.log(text),
		error: (line) => console.error(line),
		env: process.env,
		// Heeds NO_COLOR, FORCE_COLOR and pipes.
		colour: styleText("bold", "", { stream: process.stdout }) !== "",
		...(process.stderr.isTTY && { progress: showProgress }),
		onStop(stop) {
			for (const signal of ["SIGINT", "SIGTERM"] as const) {
				process.once(signal, () => {
					process.once(signal, () => process.exit(130));
					stop();
				});
			}
		},
	};
}

/** Resolves when the command is to stop. */
export function untilStopped({ onStop }: CommandContext): Promise<void> {
	return new Promise((stop) => onStop?.(() => stop()));
}

function showProgress(line: string): void {
	const width = (process.stderr.columns || 80) - 1;
	process.stderr.write(`\r\u001b[K${stripVTControlCharacters(line).slice(0, width)}`);
}
