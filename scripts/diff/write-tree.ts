import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Git, GitError, gitBytes, gitText } from "./git.ts";

interface TreeEntry {
	readonly isLink: boolean;
	readonly id: string;
	/** From the root of the clone. */
	readonly path: string;
}

/**
 * Writes files of a commit to a folder, without touching the clone: nothing is checked out, and no filter runs.
 *
 * @param isWanted chooses by path, from the root of the clone
 * @returns the paths of the files
 */
export async function writeTree(
	git: Git,
	commit: string,
	folder: string,
	isWanted: (path: string) => boolean,
): Promise<ReadonlySet<string>> {
	const entries = (await listTree(git, commit)).filter(({ path, isLink }) => isLink || isWanted(path));
	const output = await gitBytes(git, ["cat-file", "--batch"], entries.map(({ id }) => `${id}\n`).join(""));
	const contents = splitBatch(output, entries);
	for (const { path } of entries) mkdirSync(dirname(join(folder, path)), { recursive: true });
	// Links last, so that no file is written through one.
	for (const wanted of [false, true]) {
		for (const [index, { path, isLink }] of entries.entries()) {
			const content = contents[index] ?? "";
			if (isLink !== wanted) continue;
			if (isLink) symlinkSync(String(content), join(folder, path));
			else writeFileSync(join(folder, path), content);
		}
	}
	return new Set(entries.map(({ path }) => path));
}

/** Lists files and links. Submodules are left out, and paths that would leave the folder. */
async function listTree(git: Git, commit: string): Promise<TreeEntry[]> {
	const lines = (await gitText(git, ["ls-tree", "-r", "-z", "--full-tree", commit])).split("\0");
	return lines.flatMap((line): TreeEntry[] => {
		const [, mode, type, id = "", path = ""] = /^(\d+) (\w+) (\w+)\t(.+)$/s.exec(line) ?? [];
		if (type !== "blob" || path.split("/").includes("..")) return [];
		return [{ isLink: mode === "120000", id, path }];
	});
}

/** Splits the output of `git cat-file --batch`: for each object a line with its size, its content, and a line feed. */
function splitBatch(output: Buffer, entries: readonly TreeEntry[]): Buffer[] {
	let at = 0;
	return entries.map(({ path }) => {
		const end = output.indexOf("\n", at);
		const [, size] = /^\w+ blob (\d+)$/.exec(output.toString("utf8", at, end)) ?? [];
		if (size === undefined) throw new GitError(`${path}: git has no content of it; run git fetch --refetch`);
		const start = end + 1;
		at = start + Number(size) + 1;
		return output.subarray(start, at - 1);
	});
}
