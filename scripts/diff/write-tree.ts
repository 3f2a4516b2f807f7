import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { type Git, GitError, gitBytes, gitText } from "./git.ts";

interface TreeEntry {
	readonly kind: "file" | "link" | "submodule";
	readonly id: string;
	/** From the root of the clone. */
	readonly path: string;
}

/** What was written of a commit. Paths are from the root of the clone. */
export interface WrittenTree {
	readonly files: ReadonlySet<string>;
	/** What was not written, because it is not in the commit, and what it is. */
	readonly absent: ReadonlyMap<string, string>;
}

const KINDS: Readonly<Record<string, TreeEntry["kind"]>> = { 120000: "link", 160000: "submodule" };

/**
 * Writes files of a commit to a folder, without touching the clone: nothing is checked out, and no filter runs.
 *
 * @param isWanted chooses by path, from the root of the clone
 */
export async function writeTree(
	git: Git,
	commit: string,
	folder: string,
	isWanted: (path: string) => boolean,
): Promise<WrittenTree> {
	const tree = await listTree(git, commit);
	const entries = tree.filter(({ path, kind }) => kind === "link" || (kind === "file" && isWanted(path)));
	const output = await gitBytes(git, ["cat-file", "--batch"], entries.map(({ id }) => `${id}\n`).join(""));
	const contents = splitBatch(output, entries);
	const absent = new Map(tree.flatMap(({ path, kind }) => (kind === "submodule" ? [[path, "a submodule"]] : [])));
	for (const { path } of entries) mkdirSync(dirname(join(folder, path)), { recursive: true });
	// Links last, so that no file is written through one.
	for (const wanted of ["file", "link"]) {
		for (const [index, { path, kind }] of entries.entries()) {
			const content = contents[index] ?? "";
			if (kind !== wanted) continue;
			if (kind === "file") writeFileSync(join(folder, path), content);
			else if (leadsOut(path, String(content))) absent.set(path, `a link to ${content}`);
			else symlinkSync(String(content), join(folder, path));
		}
	}
	return { files: new Set(entries.map(({ path }) => path)), absent };
}

/** Whether a link leads out of the clone, where files are as they are today. */
function leadsOut(path: string, target: string): boolean {
	return posix.isAbsolute(target) || /^\.\.(?:\/|$)/.test(posix.join(posix.dirname(path), target));
}

/** Lists files, links and submodules. Paths that would leave the folder are left out. */
async function listTree(git: Git, commit: string): Promise<TreeEntry[]> {
	const lines = (await gitText(git, ["ls-tree", "-r", "-z", "--full-tree", commit])).split("\0");
	return lines.flatMap((line): TreeEntry[] => {
		const [, mode = "", id = "", path = ""] = /^(\d+) \w+ (\w+)\t(.+)$/s.exec(line) ?? [];
		if (path === "" || path.split("/").includes("..")) return [];
		return [{ kind: KINDS[mode] ?? "file", id, path }];
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
