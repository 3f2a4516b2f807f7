import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Git, gitText } from "../diff/git.ts";
import { apply, findDifferences, readFiles } from "../generate/write.ts";
import type { ReleaseFile } from "./version-files.ts";

/** What a release may change. */
interface ReleaseScope {
	readonly git: Git;
	readonly files: readonly ReleaseFile[];
	/** Absolute paths of the folders that are generated. */
	readonly folders: readonly string[];
}

/**
 * Writes files and does the rest of the work. If that fails, or the process exits amid it, the files, the generated folders, the
 * index and the current commit become what they were. The working tree must have no changes before.
 */
export async function allOrNothing({ git, files, folders }: ReleaseScope, work: () => Promise<void>): Promise<void> {
	const start = (await gitText(git, ["rev-parse", "HEAD"])).trim();
	const before = files.map(({ path }) => ({ path, content: existsSync(path) ? readFileSync(path) : undefined }));
	const generated = folders.map((folder) => ({ folder, files: readFiles(folder) }));
	// Nothing in it may be asynchronous: a process that exits does not wait.
	const restore = () => {
		for (const { path, content } of before) {
			if (content === undefined) rmSync(path, { force: true });
			else writeFileSync(path, content);
		}
		for (const { folder, files } of generated) apply(folder, findDifferences(readFiles(folder), files));
		spawnSync("git", ["reset", "--quiet", "--mixed", start]);
	};
	process.once("exit", restore);
	try {
		for (const { path, content } of files) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, content);
		}
		await work();
	} catch (error) {
		restore();
		throw error;
	} finally {
		process.off("exit", restore);
	}
}
