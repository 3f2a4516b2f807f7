import { stripVTControlCharacters } from "node:util";

/** What a command is told of the process that runs it. It fits the commands of the sandbox and of the contract tests. */
export interface ProcessContext {
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
	/** Takes what ends the command cleanly. A second signal ends the process at once. */
	readonly onStop: (stop: () => void) => void;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Whether `out` shows colours: a terminal, and no NO_COLOR. */
	readonly colour: boolean;
	/** Shows a line in the place of the one before; the empty one takes it away. Only where somebody watches. */
	readonly progress?: (line: string) => void;
}

/** Reads the process: its streams, its signals, its environment. */
export function createProcessContext(): ProcessContext {
	// Whoever reads along may stop reading, as `head` does; that is no reason to stop.
	process.stdout.on("error", () => {});
	return {
		out: (line) => console.log(line),
		error: (line) => console.error(line),
		onStop(stop) {
			for (const signal of ["SIGINT", "SIGTERM"] as const) {
				process.once(signal, () => {
					process.once(signal, () => process.exit(130));
					stop();
				});
			}
		},
		env: process.env,
		colour: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR,
		...(process.stderr.isTTY && { progress: showProgress }),
	};
}

function showProgress(line: string): void {
	const width = (process.stderr.columns || 80) - 1;
	process.stderr.write(`\r\u001b[K${stripVTControlCharacters(line).slice(0, width)}`);
}
