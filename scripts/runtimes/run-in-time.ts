import { type ProgramOutcome, runProgram } from "../process/run-program.ts";

/** Longer than all tests take in any runtime. */
const TEST_TIME = 900_000;

/**
 * Runs a program without colours until it ends, or for fifteen minutes, after which it is stopped.
 *
 * @param isDone stops the program once it finds what it waits for; it is called with everything that was printed so far
 */
export function runInTime(
	command: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	isDone?: (output: string) => Promise<boolean>,
): Promise<ProgramOutcome> {
	const limit = { timeout: TEST_TIME, killSignal: "SIGKILL" } as const;
	return runProgram(command, args, { env: { ...process.env, NO_COLOR: "1", ...env }, isDone, ...limit });
}
