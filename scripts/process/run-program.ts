import { type SpawnOptions, spawn } from "node:child_process";

export interface ProgramOutcome {
	/** Null if a signal ended the program. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	/** Both, in the order of arrival. */
	readonly output: string;
}

interface ProgramOptions extends Pick<SpawnOptions, "cwd" | "env" | "killSignal" | "signal" | "timeout"> {
	/** Is called with everything that was printed so far. The program is stopped once it finds what it waits for. */
	readonly isDone?: ((output: string) => Promise<boolean>) | undefined;
}

/**
 * Runs a program, without input, until it has ended.
 *
 * @throws {Error} of the system if it cannot be started, or if the signal has stopped it
 */
export async function runProgram(
	command: string,
	args: readonly string[],
	{ isDone = async () => false, ...options }: ProgramOptions = {},
): Promise<ProgramOutcome> {
	// On Windows, npm is a script of the shell.
	const shell = command === "npm" && process.platform === "win32";
	const child = spawn(command, args, { ...options, shell, stdio: ["ignore", "pipe", "pipe"] });
	const printed = { stdout: "", stderr: "", output: "" };
	for (const name of ["stdout", "stderr"] as const) {
		child[name].setEncoding("utf8").on("data", async (chunk: string) => {
			printed[name] += chunk;
			printed.output += chunk;
			if (await isDone(printed.output)) child.kill();
		});
	}
	let failure: Error | undefined;
	child.on("error", (error) => {
		failure = error;
	});
	const code = await new Promise<number | null>((done) => child.once("close", done));
	if (failure !== undefined) throw failure;
	return { code, ...printed };
}

/** The same for a program that must succeed. @throws {Error} with its standard error, too, if its exit code is not 0 */
export async function runToSuccess(command: string, args: readonly string[], options?: ProgramOptions): Promise<ProgramOutcome> {
	const outcome = await runProgram(command, args, options);
	if (outcome.code !== 0) throw new Error(`Command failed: ${[command, ...args].join(" ")}\n${outcome.stderr}`);
	return outcome;
}
