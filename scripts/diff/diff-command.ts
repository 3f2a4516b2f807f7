import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CommandContext } from "../../src/core/command/command-context.ts";
import {
	defineCommand,
	type OptionTable,
	type OptionValues,
	UsageError,
	unknownNameError,
} from "../../src/core/command/define-command.ts";
import { writeTextFile } from "../../src/core/command/files.ts";
import { DescriptionFileError } from "../../src/core/compare/description-file-error.ts";
import { BUMPS } from "../../src/core/compare/rate.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import { goesToFile, readReportOption, rejectReplaced } from "../../src/core/report/report-option.ts";
import { writeReports } from "../../src/core/report/write-reports.ts";
import type { Loader } from "../pipeline/load.ts";
import { printProblems } from "../pipeline/print-problems.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { CHANGES_FILE, withEntry } from "./changes-file.ts";
import { compareSides } from "./compare-sides.ts";
import { GitError } from "./git.ts";
import { describedFiles, keptFiles } from "./kept-files.ts";
import { DIFF_REPORTS } from "./report/index.ts";
import { isFileName } from "./side.ts";
import type { SpecDiff, VersionStep } from "./spec-diff.ts";
import { reaches } from "./version.ts";

export const DIFF_OPTIONS = {
	base: {
		type: "string",
		positional: true,
		group: "What to compare",
		help: "the earlier description: a git ref, or a file in JSON or YAML",
		details: ["default: the last version tag, else origin/main, else the first commit"],
	},
	head: { type: "string", value: "ref or file", help: "the later description (default: the working tree)" },
	config: { type: "string", value: "file", default: "redocly.yaml", help: "the list of descriptions" },
	api: { type: "string", value: "name", multiple: true, help: "only the description of this name in the list" },
	"check-version": { type: "boolean", group: "What to do", help: "fail if info.version was not raised as the changes need it" },
	"fail-on": { type: "string", value: "major|minor|patch", help: "fail if a change needs this bump, or a higher one" },
	changelog: { type: "boolean", help: "write the entry of the version to docs/changes.md" },
	json: { type: "boolean", group: "Reports", help: "print the result as JSON" },
	report: {
		type: "string",
		value: "name=file,…",
		multiple: true,
		help: `${Object.keys(DIFF_REPORTS).join(", ")};`,
		details: ["without a file, to the standard output"],
	},
} as const satisfies OptionTable;

type DiffValues = OptionValues<typeof DIFF_OPTIONS>;

/** The command that compares the description with an earlier one. */
export const diffCommand = defineCommand({
	usage: "npm run spec:diff --",
	description: `Lists what changed in the description, with the semver bump that each change needs, and an example of a request,
response or webhook for each change that breaks. A base that is a git ref is read without a checkout.`,
	options: DIFF_OPTIONS,
	notes: [
		"Before 1.0.0, a change that breaks needs a minor bump, and any other a patch: ranges such as ^0.2.1 rely on that.",
		"In a workflow of GitHub, annotations and the summary of the job are written, too.",
	],
	exitCodes: "0 done, whatever changed; 1 --check-version or --fail-on failed; 2 could not run.",
	errors: [GitError, DescriptionFileError],
	async run(values, context, given) {
		const failOn = readFailOn(values["fail-on"]);
		if (values.changelog && given.includes("head")) throw new UsageError("--changelog does not apply to --head: it writes here");
		const reports = readDiffReports(values);
		try {
			const diff = await readDiff(values, reports);
			writeReports(diff, DIFF_REPORTS, { reports, known: {}, context });
			if (values.changelog) writeEntry(diff, values.config, context);
			const isLow = values["check-version"] && !checkVersions(diff, context);
			return isLow || (failOn && reaches(diff.bump, failOn)) ? 1 : 0;
		} catch (error) {
			if (!(error instanceof DescriptionError)) throw error;
			printProblems(error, context);
			return 2;
		}
	},
});

function readFailOn(text: string | undefined): Bump | undefined {
	const bump = BUMPS.find((name) => name === text);
	if (text === undefined || bump !== undefined) return bump;
	throw new UsageError(`--fail-on ${text}: expected ${BUMPS.join(", ")}`);
}

function readDiffReports({ report, json, base, head, config }: DiffValues): ReadonlyMap<string, string> {
	const inputs = Object.entries({ "the base": base, "--head": head, "--config": config }).flatMap(([option, file]) =>
		file !== undefined && isFileName(file) ? [{ option, file }] : [],
	);
	return readReportOption([...report, ...(json ? ["json"] : [])], Object.keys(DIFF_REPORTS), inputs);
}

/**
 * Reads both sides and compares them. The head is read first, so that its problems are reported first.
 *
 * @throws {UsageError} also if a report would replace a file of a side, or a generated one
 */
async function readDiff(values: DiffValues, reports: ReadonlyMap<string, string>): Promise<SpecDiff> {
	const { base, head, config, api: names } = values;
	// Loaded here, because the libraries of the pipeline take longer than all else.
	const { readBase, readLaterSide } = await import("./read-base.ts");
	const { createLoader } = await import("../pipeline/load.ts");
	let loader: Promise<Loader> | undefined;
	const side = {
		config: resolve(config),
		names,
		loader() {
			loader ??= createLoader(resolve(config));
			return loader;
		},
	};
	const known = names.length > 0 ? (await side.loader()).apis.map(({ name }) => name) : [];
	for (const name of names) if (!known.includes(name)) throw unknownNameError("description", name, known);
	const later = await readLaterSide(head, side);
	const earlier = await readBase(base, side);
	const kept = goesToFile(reports) ? await keptFiles(side.config, side.loader) : [];
	rejectReplaced(reports, [...describedFiles([...earlier.files, ...later.files]), ...kept]);
	return compareSides(earlier, later);
}

/** Reports each version that is too low. @returns whether none is */
function checkVersions({ versions, base }: SpecDiff, { error }: CommandContext): boolean {
	for (const step of versions) {
		if (step.isEnough) continue;
		const place = step.position ? `${step.position.file}:${step.position.line} ` : "";
		error(`${place}info.version: ${describeLack(step)}; it was ${step.base} at ${base}, and the changes need ${step.bump}`);
	}
	return versions.every(({ isEnough }) => isEnough);
}

function describeLack({ head, needed }: VersionStep): string {
	return `expected ${needed === null ? "a version by semver, such as 1.2.0" : `at least ${needed}`}, got ${head}`;
}

/** @throws {UsageError} if there are several descriptions, or the version was not raised */
function writeEntry({ versions, changes, base }: SpecDiff, config: string, context: CommandContext): void {
	const [step, ...others] = versions;
	if (step === undefined || others.length > 0)
		throw new UsageError("--changelog: expected one description, got several: add --api");
	if (step.head === step.base) {
		const advice = changes.length > 0 ? `raise it to at least ${step.needed}` : "nothing changed, so there is nothing to write";
		throw new UsageError(`--changelog: info.version is ${step.head}, as at ${base}; ${advice}`);
	}
	const file = join(dirname(resolve(config)), CHANGES_FILE);
	const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
	const entry = { version: step.head, since: step.base, changes };
	writeTextFile("--changelog", file, withEntry(text, entry));
	context.error(`${CHANGES_FILE}: wrote the entry of version ${step.head}`);
}
