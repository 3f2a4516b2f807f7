import type { Bump } from "../../../src/core/compare/result.ts";
import { countOf } from "../../../src/core/operation/count-of.ts";
import { groupBy } from "../../../src/core/operation/group-by.ts";
import type { SourcePosition } from "../../../src/core/operation/source-position.ts";
import { placeOf } from "../../../src/core/report/format.ts";
import type { Conclusion, ReportView, ViewEntry, ViewRow, ViewWords } from "../../../src/core/report/report-view.ts";
import type { SpecChange, SpecDiff, VersionStep } from "../spec-diff.ts";
import { reaches } from "../version.ts";

/** What each bump means, the highest first. */
export const BUMP_TITLES: Readonly<Record<Bump, string>> = {
	major: "Breaks programs that were right before.",
	minor: "Adds something; programs that were right before still are.",
	patch: "Changes nothing that a program relies on.",
};

const CHANGE_WORDS: ViewWords = {
	entry: "change",
	rule: "bump",
	cases: "Compared operations",
	passed: "Without a breaking change",
	failed: "With a breaking change",
};

/** What most formats show of the changes. */
export function viewChanges(diff: SpecDiff): ReportView {
	const entries = diff.changes.map((change, at) => viewChange(change, at + 1));
	const cases = [...new Set(diff.operations)].map((operationId) => ({
		name: `compared ${operationId}`,
		entries: entries.filter((_, at) => diff.changes[at]?.operations.includes(operationId)),
	}));
	return {
		...diff,
		command: "spec:diff",
		target: `${diff.base} to ${diff.head}`,
		verdict: summarize(diff),
		headline: `Changes since ${diff.base}: ${summarize(diff)}`,
		conclusion: concludeDiff(diff),
		words: CHANGE_WORDS,
		extent: [comparedExtent(diff), ...diff.versions.map(describeStep)],
		successful: true,
		rules: Object.entries(BUMP_TITLES).map(([id, title]) => ({ id, title })),
		entries,
		suites: [{ name: "compared", cases }],
	};
}

function concludeDiff(diff: SpecDiff): Conclusion {
	const { bump, base, head } = diff;
	return {
		sentence: `From ${base} to ${head}: ${summarize(diff)}; ${comparedExtent(diff)}.`,
		exit: "Exit code 0 whatever changed; 1 if --check-version or --fail-on fails.",
		tone: bump === "major" ? "bad" : "good",
	};
}

function viewChange(change: SpecChange, number: number): ViewEntry {
	const { bump, was, is, witness } = change;
	const others = otherOperations(change);
	const also: ViewRow[] = others.length > 0 ? [["also in", others.join(", ")]] : [];
	const example: ViewRow[] = witness ? [["example", describeWitness(witness)]] : [];
	return {
		...change,
		number,
		rule: bump,
		failing: reaches(bump, "major"),
		sides: [
			["was", was],
			["is", is],
		],
		sentence: [`${change.operationId} ${describeChange(change)}`, ...[...also, ...example].map((row) => row.join(" "))].join(
			"; ",
		),
		location: writePosition(placeOfChange(change)),
		details: [...also, ...example],
		columns: [
			["also in", others.join(", ")],
			["example", witness ? describeWitness(witness) : ""],
		],
	};
}

/** The same with every change at its place in the head, for those who only know its files. */
export function viewAtHead(diff: SpecDiff): ReportView {
	const view = viewChanges(diff);
	const entries = view.entries.map((entry, at) => ({ ...entry, location: writePosition(diff.changes[at]?.position ?? null) }));
	return { ...view, entries };
}

/** Where a change is read: what is gone, in the base. */
export function placeOfChange({ position, basePosition, isRemoved }: SpecChange): SourcePosition | null {
	return isRemoved ? basePosition : position;
}

function writePosition(position: SourcePosition | null): string {
	return position ? `${position.file}:${position.line}:${position.column}` : "";
}

/** Reads the location of an entry. */
export function readPosition(location: string): SourcePosition | undefined {
	const [, file, line, column] = /^(.*):(\d+):(\d+)$/s.exec(location) ?? [];
	return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

/** The operations beside the first that a change concerns. */
export function otherOperations({ operationId, operations }: SpecChange): string[] {
	return operations.filter((other) => other !== operationId);
}

/** A change in one sentence, without its operation. */
export function describeChange(change: SpecChange): string {
	return `${placeOf(change)}: ${describeSides(change)}`;
}

/** What became of a place. */
export function describeSides({ kind, was, is }: SpecChange): string {
	if (kind === "missing-here") return `added, ${is}`;
	return kind === "missing-there" ? `removed, was ${was}` : `was ${was}, is ${is}`;
}

export function describeWitness({ summary, base, head }: NonNullable<SpecChange["witness"]>): string {
	return `${summary} (before: ${base}; now: ${head})`;
}

/** The bump, and the number of changes of each bump. */
export function summarize({ bump, changes }: Pick<SpecDiff, "bump" | "changes">): string {
	if (bump === "none") return "no changes";
	const groups = groupBy(changes, (change) => change.bump);
	const counts = Object.keys(BUMP_TITLES).flatMap((name) => {
		const count = groups.get(name as Bump)?.length ?? 0;
		return count > 0 ? [`${count} ${name}`] : [];
	});
	return `${bump} (${counts.join(", ")})`;
}

export function comparedExtent({ operations }: SpecDiff): string {
	return `${countOf(operations.length, "operation")} compared`;
}

/** The versions of a description, and the least one that it may have. */
export function describeStep({ api, base, head, needed, bump }: VersionStep): string {
	const need = needed === null ? "not by semver" : bump === "none" ? "needs no other" : `needs at least ${needed}`;
	return `${api ? `${api} ` : ""}version ${base} to ${head}, ${need}`;
}
