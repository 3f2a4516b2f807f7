import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, type OptionTable, type OptionValues, UsageError } from "../../src/core/command/define-command.ts";
import { DescriptionFileError } from "../../src/core/compare/description-file-error.ts";
import { BUMPS } from "../../src/core/compare/rate.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import { CHANGES_FILE, withEntry } from "../diff/changes-file.ts";
import { compareSides } from "../diff/compare-sides.ts";
import { GitError, gitText } from "../diff/git.ts";
import { lastVersionTag, openRepository, type Repository } from "../diff/repository.ts";
import type { Side } from "../diff/side.ts";
import type { SpecDiff } from "../diff/spec-diff.ts";
import { isHighEnough, nextVersion, parseVersion } from "../diff/version.ts";
import type { Loader } from "../pipeline/load.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { allOrNothing } from "./all-or-nothing.ts";
import { CHANGELOG_FILE, releaseSection } from "./keep-changelog.ts";
import { packageVersion, type ReleaseFile, withVersion } from "./version-files.ts";

export const RELEASE_OPTIONS = {
	bump: { type: "string", positional: true, help: "which number of the version to raise: patch, minor or major" },
	"dry-run": { type: "boolean", help: "print what would be done; change nothing" },
	config: { type: "string", value: "file", default: "redocly.yaml", help: "the list of descriptions" },
} as const satisfies OptionTable;

/** What is about to be released. */
interface ReleasePlan {
	readonly version: string;
	readonly files: readonly ReleaseFile[];
	readonly loader: Loader;
	readonly repository: Repository;
	readonly config: string;
}

/** The command that makes a version of the package and its description. */
export const releaseCommand = defineCommand({
	usage: "npm run release --",
	description: `Raises the version of the package and of the description, generates, writes ${CHANGELOG_FILE} and ${CHANGES_FILE},
commits, and tags the commit. Nothing is pushed. If a step fails, every file is as it was before.`,
	options: RELEASE_OPTIONS,
	exitCodes: "0 done; 1 the changes of the description need a higher bump; 2 could not run.",
	errors: [GitError, DescriptionFileError, DescriptionError],
	async run(values, context) {
		const bump = readBump(values.bump);
		const repository = await openRepository(process.cwd());
		await requireCleanTree(repository);
		const { createLoader } = await import("../pipeline/load.ts");
		const loader = await createLoader(resolve(values.config));
		const from = packageVersion();
		const { head, diff } = await compareWithLast(repository, loader, values);
		const version = versionAfter(from, bump);
		const lack = diff && tooSmallFor(diff, version);
		if (lack !== undefined) {
			context.error(lack);
			return 1;
		}
		await requireNewTag(repository, version);
		const files = [...withVersion([...head.apis.values()], from, version), ...changedTexts(version, diff)];
		const plan = { version, files, loader, repository, config: values.config };
		if (values["dry-run"]) announcePlan(plan, context);
		else await carryOut(plan, context);
		return 0;
	},
});

function readBump(text: string | undefined): Bump {
	const bump = BUMPS.find((name) => name === text);
	if (bump === undefined) throw new UsageError(`expected patch, minor or major, got ${text ?? "nothing"}`);
	return bump;
}

async function requireCleanTree({ git }: Repository): Promise<void> {
	const [first = "", ...others] = (await gitText(git, ["status", "--porcelain"])).split("\n").filter(Boolean);
	if (first === "") return;
	const more = others.length > 0 ? ` and ${others.length} more` : "";
	throw new UsageError(`expected a working tree without changes, got ${first.slice(3)}${more}; commit or remove what differs`);
}

async function requireNewTag({ git }: Repository, version: string): Promise<void> {
	const { code } = await git(["rev-parse", "--verify", "--quiet", `refs/tags/v${version}`]);
	if (code === 0)
		throw new UsageError(`v${version}: expected a version without a tag, got one that has it; choose a higher bump`);
}

/** The changes since the last version tag; undefined if there is none. */
async function compareWithLast(
	repository: Repository,
	loader: Loader,
	{ config }: OptionValues<typeof RELEASE_OPTIONS>,
): Promise<{ readonly head: Side; readonly diff: SpecDiff | undefined }> {
	const { readBase, readLaterSide } = await import("../diff/read-base.ts");
	const context = { config: resolve(config), names: [], loader: async () => loader };
	const head = await readLaterSide(undefined, context);
	const tag = await lastVersionTag(repository);
	return { head, diff: tag === undefined ? undefined : await compareSides(await readBase(tag, context), head) };
}

function versionAfter(from: string, bump: Bump): string {
	const version = parseVersion(from);
	if (version === undefined) throw new UsageError(`package.json: expected a version by semver, such as 1.2.0, got ${from}`);
	return nextVersion(version, bump);
}

/** Why a version is too low for the changes; undefined if it is not. */
function tooSmallFor({ versions, base: tag }: SpecDiff, version: string): string | undefined {
	const to = parseVersion(version);
	for (const { base, needed, bump } of versions) {
		const from = parseVersion(base);
		if (!from || !to || needed === null || isHighEnough(to, from, needed)) continue;
		return `${version}: expected at least ${needed}, as the changes since ${tag} need ${bump}; npm run spec:diff lists them`;
	}
	return undefined;
}

/** The texts about the changes, with those of the version. */
function changedTexts(version: string, diff: SpecDiff | undefined): ReleaseFile[] {
	const textOf = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
	const [step] = diff?.versions ?? [];
	const changes = diff?.changes ?? [];
	const items = changes.length > 0 ? [`The changes of the description are in [${CHANGES_FILE}](${CHANGES_FILE}).`] : [];
	const date = new Date().toISOString().slice(0, 10);
	return [
		{ path: CHANGES_FILE, content: withEntry(textOf(CHANGES_FILE), { version, since: step?.base, changes }) },
		{ path: CHANGELOG_FILE, content: releaseSection(textOf(CHANGELOG_FILE), { version, date, items }) },
	];
}

function announcePlan({ version, files, loader }: ReleasePlan, { out }: CommandContext): void {
	out(`Would write ${files.map(({ path }) => path).join(", ")},`);
	out(`generate ${loader.apis.map(({ name }) => name).join(", ")}, commit, and tag the commit v${version}.`);
}

async function carryOut({ version, files, loader, repository, config }: ReleasePlan, context: CommandContext): Promise<void> {
	const { git } = repository;
	const folders = loader.apis.map(({ outputFolder }) => outputFolder);
	// A signal then ends the step that runs, and the files become what they were.
	let isStopped = false;
	context.onStop?.(() => {
		isStopped = true;
	});
	await allOrNothing({ git, files, folders }, async () => {
		await regenerateAll(config);
		if (isStopped) throw new UsageError("stopped; every file is as it was before");
		await gitText(git, ["add", "--all", "--", ...files.map(({ path }) => path), ...folders]);
		await gitText(git, ["commit", "--quiet", "--message", `release: v${version}`]);
		await gitText(git, ["tag", "--annotate", "--message", `v${version}`, `v${version}`]);
	});
	context.out(`Committed and tagged v${version}. To publish it: git push --follow-tags`);
}

/** Runs the command of its own process: it has a worker. @throws {UsageError} with its first problem */
async function regenerateAll(config: string): Promise<void> {
	const script = join(dirname(process.argv[1] ?? ""), "run.js");
	const child = spawn(process.execPath, [script, "generate", "--config", config], {
		stdio: ["ignore", "ignore", "pipe"],
	});
	const ended = new Promise<number | null>((done) => child.once("close", done));
	const [stderr, code] = await Promise.all([text(child.stderr), ended]);
	const [problem = ""] = stderr.split("\n");
	if (code !== 0) throw new UsageError(`generate: ${problem || `ended with exit code ${code}`}; every file is as it was before`);
}
