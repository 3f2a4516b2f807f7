import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { stripControlCharacters } from "../../src/core/operation/strip-control-characters.ts";

/** Git is missing, or cannot do what it was asked. The message is one line and says what to do. */
export class GitError extends Error {
	override readonly name = "GitError";
}

export interface GitOutcome {
	readonly code: number | null;
	readonly stdout: Buffer;
	/** The first line of the standard error. */
	readonly complaint: string;
}

/** Runs git in a folder. Git takes no optional lock, and speaks English. */
export type Git = (args: readonly string[], input?: string) => Promise<GitOutcome>;

/** @throws {GitError} at each call where git is not installed */
export function gitIn(folder: string): Git {
	return async (args, input = "") => {
		const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
		const child = spawn("git", [...args], { cwd: folder, env });
		const ended = new Promise<number | null>((done, fail) => {
			child.once("error", () => fail(new GitError("git: expected the program, found none; install it, or name two files")));
			child.once("close", done);
		});
		// Git may end before it has read its input, and then says why.
		child.stdin.on("error", () => {}).end(input);
		const [stdout, stderr, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
		return { code, stdout, complaint: stripControlCharacters(stderr.trim().split("\n")[0] ?? "") };
	};
}

/** The standard output of git as text. @throws {GitError} with its complaint, if its exit code is not 0 */
export async function gitText(git: Git, args: readonly string[], input?: string): Promise<string> {
	return (await gitBytes(git, args, input)).toString();
}

/** The same as bytes. */
export async function gitBytes(git: Git, args: readonly string[], input?: string): Promise<Buffer> {
	const { code, stdout, complaint } = await git(args, input);
	if (code !== 0) throw new GitError(`git ${args[0]}: ${complaint || `ended with exit code ${code}`}`);
	return stdout;
}
