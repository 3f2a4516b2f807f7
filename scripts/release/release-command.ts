import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import { defineCommand, type OptionTable, type OptionValues, UsageError } from "../../src/core/command/define-command.ts";
import { DescriptionFileError } from "../../src/core/compare/description-file-error.ts";
import { BUMPS } from "../../src/core/compare/rate.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import { CHANGES_FILE, withEntry } from "../diff/changes-file.ts";
import { compareSides } from "../diff/compare-sides.ts";
import { GitError } from "../diff/git.ts";
import { lastVersionTag, openRepository, type Repository, rejectShallow } from "../diff/repository.ts";
import type { Side } from "../diff/side.ts";
import type { SpecDiff } from "../diff/spec-diff.ts";
import type { Loader } from "../pipeline/load.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { carryOut, type ReleasePlan } from "./carry-out.ts";
import { lackOfBump, versionAfter } from "./check-bump.ts";
import { CHANGELOG_FILE, releaseSection } from "./keep-changelog.ts";
import { requireCleanClone } from "./require-clean-clone.ts";
import { requireTracked } from "./require-tracked.ts";
import { packageVersion, type ReleaseFile, withVersion } from "./version-files.ts";

export const RELEASE_OPTIONS = {
	bump: { type: "string", positional: true, help: "which number of the version to raise: patch, minor or major" },
	"dry-run": { type: "boolean", help: "print what would be done; change nothing" },
	config: { type: "string", value: "file", default: "redocly.yaml", help: "the list of descriptions" },
} as const satisfies OptionTable;

/** The command that makes a version of the package and its description. */
export const releaseCommand = defineCommand({
	usage: "npm run release --",
	description: `Raises the version of the package and of the description, generates, writes ${CHANGELOG_FILE} and ${CHANGES_FILE},
commits, and tags the commit. Nothing is pushed. If a step fails, or at Ctrl-C, every file that it writes is as it was
before. What a hook of git does to other files stays.`,
	options: RELEASE_OPTIONS,
	exitCodes: "0 done; 1 the changes of the description need a higher bump; 2 could not run.",
	errors: [GitError, DescriptionFileError, DescriptionError],
	async run(values, context) {
		const bump = readBump(values.bump);
		const repository = await openRepository(process.cwd());
		await requireCleanClone(repository);
		const from = packageVersion();
		const version = versionAfter(from, bump);
		const { createLoader } = await import("../pipeline/load.ts");
		const loader = await createLoader(resolve(values.config));
		const { head, diff } = await compareWithLast(repository, loader, values);
		const lack = diff && lackOfBump(diff, version, from);
		if (lack !== undefined) {
			context.error(lack);
			return 1;
		}
		await requireNewTag(repository, version);
		const files = [...withVersion([...head.apis.values()], from, version), ...changedTexts(version, diff)];
		const folders = loader.apis.map(({ outputFolder }) => outputFolder);
		const plan = { version, files, folders, repository, config: values.config };
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

async function requireNewTag({ git }: Repository, version: string): Promise<void> {
	const { code } = await git(["rev-parse", "--verify", "--quiet", `refs/tags/v${version}`]);
	if (code === 0)
		throw new UsageError(`v${version}: expected a version without a tag, got one that has it; choose a higher bump`);
}

/** The changes since the last version tag; undefined if there is none. Every file of the description must be tracked by git. */
async function compareWithLast(
	repository: Repository,
	loader: Loader,
	{ config }: OptionValues<typeof RELEASE_OPTIONS>,
): Promise<{ readonly head: Side; readonly diff: SpecDiff | undefined }> {
	const { readBase, readLaterSide } = await import("../diff/read-base.ts");
	const context = { config: resolve(config), names: [], loader: async () => loader };
	const head = await readLaterSide(undefined, context);
	await requireTracked(repository, [context.config, ...loader.files()]);
	const tag = await lastVersionTag(repository);
	if (tag === undefined) rejectShallow(repository, "no version tag");
	return { head, diff: tag === undefined ? undefined : await compareSides(await readBase(tag, context), head) };
}

/** The texts about the changes, with those of the version. */
function changedTexts(version: string, diff: SpecDiff | undefined): ReleaseFile[] {
	const textOf = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
	const [step] = diff?.versions ?? [];
	const changes = diff?.changes ?? [];
	const described = changes.length > 0 ? [`The changes of the description are in [${CHANGES_FILE}](${CHANGES_FILE}).`] : [];
	const history = textOf(CHANGELOG_FILE);
	const items = diff === undefined && history === undefined ? ["This is the first version."] : described;
	const date = new Date().toISOString().slice(0, 10);
	return [
		{ path: CHANGES_FILE, content: withEntry(textOf(CHANGES_FILE), { version, since: step?.base, changes }) },
		{ path: CHANGELOG_FILE, content: releaseSection(history, { version, date, items, tag: `v${version}` }) },
	];
}

function announcePlan({ version, files, folders }: ReleasePlan, { out }: CommandContext): void {
	const generated = folders.map((folder) => `${relative(process.cwd(), folder)}/`).join(", ");
	out(`Would write ${files.map(({ path }) => path).join(", ")},`);
	out(`generate ${generated}, commit, and tag the commit v${version}.`);
}
