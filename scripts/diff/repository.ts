import { nearest } from "../../src/core/operation/nearest.ts";
import { type Git, GitError, gitIn, gitText } from "./git.ts";
import { highestVersion, parseVersion } from "./version.ts";

/** A clone, as it is seen from one of its folders. */
export interface Repository {
	readonly git: Git;
	/** The folder, relative to the root of the clone: empty, or with a slash at its end. */
	readonly prefix: string;
	/** Only the latest commits are there. */
	readonly isShallow: boolean;
}

/** A commit, and the name that it was found by. */
export interface Commit {
	readonly id: string;
	readonly label: string;
}

/** @throws {GitError} if the folder is in no repository, or git is missing */
export async function openRepository(folder: string): Promise<Repository> {
	const git = gitIn(folder);
	const { code, stdout, complaint } = await git(["rev-parse", "--is-shallow-repository", "--show-prefix"]);
	if (code !== 0 && /not a git repository/.test(complaint)) {
		throw new GitError("expected a git repository, found none here; name a file as the base, such as old.yaml");
	}
	if (code !== 0) throw new GitError(complaint);
	const [shallow, prefix = ""] = stdout.toString().split("\n");
	return { git, prefix, isShallow: shallow === "true" };
}

/** Finds a commit by a ref. @throws {GitError} with what to fetch, or the ref that was probably meant */
export async function findCommit(repository: Repository, ref: string): Promise<Commit> {
	const id = await commitOf(repository.git, ref);
	if (id !== undefined) return { id, label: ref };
	if (repository.isShallow)
		throw new GitError(`${ref}: expected a git ref, found none: the clone is shallow. ${fetchAdvice(ref)}`);
	const refs = (await gitText(repository.git, ["for-each-ref", "--format=%(refname:short)"])).split("\n").filter(Boolean);
	const near = nearest(ref, refs, 1 / 3);
	const advice = near ? `did you mean ${near}?` : "a file as the base ends in .json, .yaml or .yml";
	throw new GitError(`${ref}: expected a git ref, found none of that name; ${advice}`);
}

/**
 * The commit to compare with if none is named: the last version tag, else `origin/main`, else the first commit.
 *
 * @throws {GitError} if the clone is shallow and has neither, or has no commit
 */
export async function defaultCommit(repository: Repository): Promise<Commit> {
	const ref = (await lastVersionTag(repository)) ?? "origin/main";
	const id = await commitOf(repository.git, ref);
	if (id !== undefined) return { id, label: ref };
	rejectShallow(repository, "neither a version tag nor origin/main");
	const { code, stdout } = await repository.git(["rev-list", "--max-parents=0", "HEAD"]);
	const first = stdout.toString().trim().split("\n").at(-1) ?? "";
	if (code !== 0 || first === "") throw new GitError("expected a commit to compare with, found none; name a file as the base");
	return { id: first, label: first.slice(0, 8) };
}

/** @throws {GitError} with what to fetch, if the clone has only its latest commits */
export function rejectShallow({ isShallow }: Repository, found: string): void {
	if (isShallow) throw new GitError(`The clone is shallow, and has ${found}. Run git fetch --unshallow --tags`);
}

/** The tag of the highest version, of those at or before the current commit; undefined if there is none. Other tags do not count. */
export async function lastVersionTag({ git }: Repository): Promise<string | undefined> {
	const { code, stdout } = await git(["for-each-ref", "--merged=HEAD", "--format=%(refname:strip=2)", "refs/tags"]);
	const tags = code === 0 ? stdout.toString().split("\n") : [];
	return highestVersion(tags.filter((tag) => parseVersion(tag) !== undefined));
}

async function commitOf(git: Git, ref: string): Promise<string | undefined> {
	const { code, stdout } = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
	// An older git prints the option, too.
	return code === 0 ? stdout.toString().trim().split("\n").at(-1) : undefined;
}

function fetchAdvice(ref: string): string {
	const [, branch] = /^origin\/(.+)$/.exec(ref) ?? [];
	if (branch) return `Run git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}`;
	if (/^v?\d+\./.test(ref)) return `Run git fetch --depth=1 origin tag ${ref}`;
	if (/^[0-9a-f]{40}$/.test(ref)) return `Run git fetch --depth=1 origin ${ref}`;
	return "Run git fetch --unshallow --tags";
}
