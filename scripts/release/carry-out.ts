import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { UsageError } from "../../src/core/command/define-command.ts";
import { gitText } from "../diff/git.ts";
import type { Repository } from "../diff/repository.ts";
import { runProgram } from "../process/run-program.ts";
import { allOrNothing } from "./all-or-nothing.ts";
import type { ReleaseFile } from "./version-files.ts";

/** What is about to be released. */
export interface ReleasePlan {
	readonly version: string;
	readonly files: readonly ReleaseFile[];
	/** Absolute paths of the folders that are generated. */
	readonly folders: readonly string[];
	readonly repository: Repository;
	readonly config: string;
}

/** What a message says of the files after a failure. A hook of git may have changed others. */
const RESTORED = "every file of the release is as it was before";

/** Milliseconds within which this process sees a signal that a step has seen. */
const NOTICE = 100;

/** Writes, generates, commits and tags. @throws {UsageError | GitError} with the step that failed; then nothing is changed */
export async function carryOut(
	{ version, files, folders, repository, config }: ReleasePlan,
	context: CommandContext,
): Promise<void> {
	const { git } = repository;
	const stopping = new AbortController();
	context.onStop?.(() => stopping.abort());
	// A step fails at a signal to the whole group, and does not notice one to this process alone.
	const step = async (work: Promise<unknown>) => {
		await work.catch(async (error: unknown) => {
			// It may have ended the step before this process sees its own.
			await setTimeout(NOTICE);
			if (!stopping.signal.aborted) throw error;
		});
		if (stopping.signal.aborted) throw new UsageError(`stopped; ${RESTORED}`);
	};
	await allOrNothing({ git, files, folders }, async () => {
		await step(regenerateAll(config, stopping.signal));
		await step(gitText(git, ["add", "--all", "--", ...files.map(({ path }) => path), ...folders]));
		await step(gitText(git, ["commit", "--quiet", "--message", `release: v${version}`]));
		// Once there is the tag, the release is done, whatever came meanwhile.
		const tagged = gitText(git, ["tag", "--annotate", "--message", `v${version}`, `v${version}`]);
		await tagged.catch((error: unknown) => step(Promise.reject(error)));
	});
	context.out(`Committed and tagged v${version}. To publish it: git push --follow-tags`);
}

/** Runs the command of its own process: it has a worker. @throws {UsageError} with its first problem */
async function regenerateAll(config: string, signal: AbortSignal): Promise<void> {
	const script = join(dirname(process.argv[1] ?? ""), "run.js");
	const args = [script, "generate", "--config", config];
	const { code, stderr } = await runProgram(process.execPath, args, { signal });
	const [problem = ""] = stderr.split("\n");
	if (code !== 0) throw new UsageError(`generate: ${problem || `ended with exit code ${code}`}; ${RESTORED}`);
}
