import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";

interface ProcessOptions {
	readonly cwd?: string;
	/** The whole environment. Without it, that of the tests, without colours. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Whether it begins a process group, to which `process.kill(-pid)` sends a signal. */
	readonly detached?: boolean;
}

export interface Outcome {
	/** The exit code; null if a signal ended the process. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunningProcess {
	readonly child: ChildProcessByStdio<null, Readable, Readable>;
	/** Resolves when the process has ended and its output is complete. */
	readonly ended: Promise<Outcome>;
	/** What it has written so far, standard output and standard error in the order of arrival. */
	output(): string;
	/**
	 * Waits until the output from position `from` on contains the text. Returns the position after it.
	 *
	 * @throws {Error} with the output, if the process ends before
	 */
	until(text: string, from?: number): Promise<number>;
}

/** Starts a process that is killed at the end of the test, unless the caller registers otherwise. */
export function startProcess(
	command: string,
	args: readonly string[],
	{ cwd, env = { ...process.env, NO_COLOR: "1" }, detached = false }: ProcessOptions = {},
	whenDone: (stop: () => void) => void = onTestFinished,
): RunningProcess {
	const child = spawn(command, args, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
	whenDone(() => void child.kill("SIGKILL"));
	const text = { stdout: "", stderr: "", both: "" };
	for (const name of ["stdout", "stderr"] as const) {
		child[name].setEncoding("utf8").on("data", (chunk: string) => {
			text[name] += chunk;
			text.both += chunk;
		});
	}
	const ended = new Promise<Outcome>((done, fail) => {
		child.once("error", fail);
		child.once("close", (code) => done({ code, stdout: text.stdout, stderr: text.stderr }));
	});
	// Whoever awaits it sees the error; nobody has to.
	ended.catch(() => {});
	let watchers: (() => void)[] = [];
	const look = () => {
		for (const watcher of watchers) watcher();
	};
	child.stdout.on("data", look);
	child.stderr.on("data", look);
	const until = (wanted: string, from = 0) =>
		new Promise<number>((done, fail) => {
			const watcher = () => {
				const at = text.both.indexOf(wanted, from);
				if (at < 0) return;
				watchers = watchers.filter((other) => other !== watcher);
				done(at + wanted.length);
			};
			watchers = [...watchers, watcher];
			watcher();
			ended.then(() => fail(new Error(`ended before it wrote ${wanted}: ${text.both}`)), fail);
		});
	return { child, ended, output: () => text.both, until };
}

/**
 * Runs a process to its end.
 *
 * @throws {Error} with the output, if it takes longer than `timeout` milliseconds
 */
export async function run(
	command: string,
	args: readonly string[],
	{ timeout = 120_000, ...options }: ProcessOptions & { readonly timeout?: number } = {},
): Promise<Outcome> {
	let timer: NodeJS.Timeout | undefined;
	const { child, ended, output } = startProcess(command, args, options, () => {});
	const late = new Promise<never>((_, fail) => {
		timer = setTimeout(() => {
			child.kill("SIGKILL");
			fail(new Error(`${command} ${args.join(" ")} took longer than ${timeout} ms: ${output()}`));
		}, timeout);
	});
	return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

/** Runs a program with the Node.js that runs the tests. */
export function runNode(args: readonly string[], options?: Parameters<typeof run>[2]): Promise<Outcome> {
	return run(process.execPath, args, options);
}

/** Runs a command line in the shell. */
export function runShell(line: string, options?: Parameters<typeof run>[2]): Promise<Outcome> {
	return run("sh", ["-c", line], options);
}
