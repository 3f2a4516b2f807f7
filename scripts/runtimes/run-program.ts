import { spawn } from "node:child_process";

/** Longer than all tests take in any runtime. */
const PROGRAM_TIME = 900_000;

/** What a program printed. It is stopped after fifteen minutes. */
export interface ProgramOutput {
	readonly code: number | null;
	/** Standard output and standard error, in the order of arrival. */
	readonly text: string;
}

/**
 * Runs a program until it ends, or until `isDone` finds what it waits for, after which the program is stopped.
 *
 * @param isDone is called with everything that was printed so far
 */
export function runProgram(
	command: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	isDone: (text: string) => Promise<boolean> = async () => false,
): Promise<ProgramOutput> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { env: { ...process.env, NO_COLOR: "1", ...env }, stdio: ["ignore", "pipe", "pipe"] });
		const timer = setTimeout(() => child.kill("SIGKILL"), PROGRAM_TIME);
		let text = "";
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding("utf8").on("data", async (chunk: string) => {
				text += chunk;
				if (await isDone(text)) child.kill();
			});
		}
		child.once("error", reject);
		child.once("close", (code) => {
			clearTimeout(timer);
			resolve({ code, text });
		});
	});
}
