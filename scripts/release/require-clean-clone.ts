import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../src/core/command/define-command.ts";
import { type Git, gitText } from "../diff/git.ts";
import type { Repository } from "../diff/repository.ts";

/** What git has begun, by the file that it keeps meanwhile. */
const UNFINISHED = {
	MERGE_HEAD: "merge",
	CHERRY_PICK_HEAD: "cherry-pick",
	REVERT_HEAD: "revert",
	"rebase-merge": "rebase",
	"rebase-apply": "rebase",
	BISECT_LOG: "bisect",
};

/** @throws {UsageError} if the clone is in a state that a release cannot begin with, or return to */
export async function requireCleanClone({ git }: Repository): Promise<void> {
	await rejectUnfinishedWork(git);
	await requireBranch(git);
	await rejectSkippedFiles(git);
	await requireNoChanges(git);
	await requireIdentity(git);
}

async function rejectUnfinishedWork(git: Git): Promise<void> {
	const folder = (await gitText(git, ["rev-parse", "--absolute-git-dir"])).replace(/\n$/, "");
	const [, name] = Object.entries(UNFINISHED).find(([file]) => existsSync(join(folder, file))) ?? [];
	if (name !== undefined) throw new UsageError(`expected a branch at rest, got one amid a ${name}; finish or abort the ${name}`);
}

async function requireBranch(git: Git): Promise<void> {
	const { code } = await git(["symbolic-ref", "--quiet", "HEAD"]);
	if (code !== 0) throw new UsageError("expected a branch to commit to, got a detached HEAD; run git switch with its name");
}

/** Git would neither see a change of such a file nor add it, and a reset would forget that it is skipped. */
async function rejectSkippedFiles(git: Git): Promise<void> {
	const entries = (await gitText(git, ["ls-files", "-v", "-z", "--full-name", ":/"])).split("\0");
	const skipped = entries.find((entry) => /^[Sa-z] /.test(entry));
	if (skipped === undefined) return;
	const isSparse = /^S/i.test(skipped);
	const advice = isSparse ? "git sparse-checkout disable" : `git update-index --no-assume-unchanged ${skipped.slice(2)}`;
	throw new UsageError(`expected a full checkout, got one where git skips ${skipped.slice(2)}; run ${advice}`);
}

async function requireNoChanges(git: Git): Promise<void> {
	const status = await gitText(git, ["status", "--porcelain", "-z", "--untracked-files=all", "--no-renames"]);
	const [first = "", ...others] = status.split("\0").filter(Boolean);
	if (first === "") return;
	const more = others.length > 0 ? ` and ${others.length} more` : "";
	throw new UsageError(`expected a working tree without changes, got ${first.slice(3)}${more}; commit or remove what differs`);
}

async function requireIdentity(git: Git): Promise<void> {
	const { code } = await git(["var", "GIT_COMMITTER_IDENT"]);
	if (code === 0) return;
	throw new UsageError("expected a git identity to commit as, found none; set git config user.name and user.email");
}
