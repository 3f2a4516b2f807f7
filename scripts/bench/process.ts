import { type ChildProcess, spawn } from "node:child_process";

/** Redocly's tools ask no server for updates and send no telemetry; no output is coloured. */
export const QUIET = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" };

export interface Finished {
	readonly milliseconds: number;
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * Runs Node with arguments until it ends.
 *
 * @throws {Error} with the beginning of its standard error if its exit code is not 0
 */
export function runNode(args: readonly string[], cwd = process.cwd()): Promise<Finished> {
	const started = performance.now();
	const child = startNode(args, cwd);
	let [stdout, stderr] = ["", ""];
	child.stdout?.on("data", (chunk) => {
		stdout += chunk;
	});
	child.stderr?.on("data", (chunk) => {
		stderr += chunk;
	});
	return new Promise((done, fail) => {
		child.once("error", fail);
		child.once("close", (code) => {
			if (code === 0) done({ milliseconds: performance.now() - started, stdout, stderr });
			else fail(new Error(`${args.join(" ")} failed: ${stderr.slice(0, 500)}`));
		});
	});
}

/** Starts Node with arguments. The caller ends it. */
export function startNode(args: readonly string[], cwd = process.cwd()): ChildProcess {
	return spawn(process.execPath, args, { cwd, env: QUIET });
}

/** Returns a function that waits for the next output which contains a text, and returns all output since the last. */
export function outputOf(child: ChildProcess): (text: string) => Promise<string> {
	let [output, complaint] = ["", ""];
	let wake = () => {};
	let ended = false;
	child.stderr?.on("data", (chunk) => {
		complaint += chunk;
	});
	child.stdout?.on("data", (chunk) => {
		output += chunk;
		wake();
	});
	child.once("close", () => {
		ended = true;
		wake();
	});
	return async (text) => {
		while (!output.includes(text)) {
			if (ended) throw new Error(`ended before it printed ${JSON.stringify(text)}: ${output}${complaint}`);
			await new Promise<void>((woken) => {
				wake = woken;
			});
		}
		const found = output;
		output = "";
		return found;
	};
}
