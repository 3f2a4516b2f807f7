import { countOf } from "../../operation/count-of.ts";
import { groupBy } from "../../operation/group-by.ts";
import { isKnown } from "../../report/baseline.ts";
import { placeOf } from "../../report/format.ts";
import type { Conclusion, EntryLevel, ReportView, ViewEntry, ViewWords } from "../../report/report-view.ts";
import { type Bump, type ComparisonResult, type DescriptionDifference, DIFFERENCES } from "../result.ts";

const COMPARISON_WORDS: ViewWords = {
	entry: "difference",
	rule: "kind",
	cases: "Compared operations",
	passed: "Without a difference",
	failed: "With differences",
};

/** What most formats show of a comparison. */
export function viewComparison(result: ComparisonResult): ReportView {
	const entries = result.differences.map((difference, at) => viewDifference(difference, at + 1));
	const cases = result.operationIds.map((operationId) => ({
		name: `compared ${operationId}`,
		entries: entries.filter((_, at) => operationIdsOf(result.differences[at]).includes(operationId)),
	}));
	return {
		...result,
		verdict: summaryOf(result),
		headline: `Comparison: ${summaryOf(result)}`,
		conclusion: concludeComparison(result),
		words: COMPARISON_WORDS,
		extent: [extentOfComparison(result)],
		successful: true,
		rules: Object.entries(DIFFERENCES).map(([id, title]) => ({ id, title })),
		entries,
		suites: [{ name: "compared", cases }],
	};
}

function concludeComparison(result: ComparisonResult): Conclusion {
	const differs = result.verdict === "differences";
	return {
		sentence: `${differs ? "Differs" : "The same"}: ${result.target} has ${summaryOf(result)}; ${extentOfComparison(result)}.`,
		exit: differs ? "Exit code 1: there are differences." : "Exit code 0: there are no differences, or only known ones.",
		tone: differs ? "bad" : "good",
	};
}

function viewDifference(difference: DescriptionDifference, number: number): ViewEntry {
	const { kind, operationId, documented, other, bump } = difference;
	const others = otherPlacesOf(difference);
	const also = others && ` (also in ${others})`;
	return {
		...difference,
		number,
		rule: kind,
		failing: !isKnown(difference),
		level: BUMP_LEVELS[bump],
		severity: bump,
		sides: [
			["here", documented],
			["there", other],
		],
		sentence: `${operationId} ${statementOf(difference)}${also}`,
		details: [["bump", bump], ...(others ? [["also in", others] as const] : [])],
		columns: [["bump", bump]],
		properties: { bump },
	};
}

/** How severe a difference is, by what becomes of those who rely on our description. */
const BUMP_LEVELS: Readonly<Record<Bump, EntryLevel>> = { major: "error", minor: "warning", patch: "note" };

/** The operations that have a difference. */
function operationIdsOf(difference: DescriptionDifference | undefined): string[] {
	return difference ? [difference, ...(difference.also ?? [])].map(({ operationId }) => operationId) : [];
}

/** The further operations with the same difference, each with the number of its places if there are several. */
export function otherPlacesOf({ also = [] }: DescriptionDifference): string {
	const places = groupBy(also, ({ operationId }) => operationId);
	return [...places]
		.map(([operationId, { length }]) => (length > 1 ? `${operationId} (${length} times)` : operationId))
		.join(", ");
}

/** A difference in one sentence, without its operation. */
export function statementOf(difference: DescriptionDifference): string {
	return `${placeOf(difference)}: here ${difference.documented}, there ${difference.other}`;
}

/** The number of differences, in all and of each kind; those that a baseline knows are counted apart. */
export function summaryOf({ differences }: ComparisonResult): string {
	const unknown = differences.filter((difference) => !isKnown(difference));
	const known = differences.length === unknown.length ? "" : `, ${differences.length - unknown.length} known`;
	if (unknown.length === 0) return `no${known && " new"} differences${known}`;
	const kinds = [...groupBy(unknown, ({ kind }) => kind)].map(([kind, { length }]) => `${length} ${kind}`);
	return `${countOf(unknown.length, "difference")} (${kinds.join(", ")})${known}`;
}

/** How much was compared. */
export function extentOfComparison({ operationIds }: ComparisonResult): string {
	return `${operationIds.length} operations compared`;
}
