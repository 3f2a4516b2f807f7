import { groupBy } from "../../operation/group-by.ts";
import { countOf, placeOf } from "../../report/format.ts";
import type { ReportView, ViewEntry } from "../../report/view.ts";
import { type ComparisonResult, type DescriptionDifference, DIFFERENCES } from "../result.ts";

/** What most formats show of a comparison. */
export function viewComparison(result: ComparisonResult): ReportView {
	const entries = result.differences.map(viewDifference);
	const cases = result.operationIds.map((operationId) => ({
		name: `compared ${operationId}`,
		entries: entries.filter((entry) => entry.operationId === operationId),
	}));
	return {
		...result,
		verdict: summaryOf(result),
		headline: `Comparison: ${summaryOf(result)}`,
		extent: [extentOfComparison(result)],
		successful: true,
		rules: Object.entries(DIFFERENCES).map(([id, title]) => ({ id, title })),
		entries,
		suites: [{ name: "compared", cases }],
	};
}

function viewDifference(difference: DescriptionDifference): ViewEntry {
	const { kind, operationId, documented, other } = difference;
	const sides = [["here", documented] as const, ["there", other] as const] as const;
	return { ...difference, rule: kind, failing: true, sides, sentence: `${operationId} ${statementOf(difference)}` };
}

/** A difference in one sentence, without its operation. */
export function statementOf(difference: DescriptionDifference): string {
	return `${placeOf(difference)}: here ${difference.documented}, there ${difference.other}`;
}

/** The number of differences, in all and of each kind. */
export function summaryOf({ differences }: ComparisonResult): string {
	if (differences.length === 0) return "no differences";
	const kinds = [...groupBy(differences, ({ kind }) => kind)].map(([kind, { length }]) => `${length} ${kind}`);
	return `${countOf(differences.length, "difference")} (${kinds.join(", ")})`;
}

/** How much was compared. */
export function extentOfComparison({ operationIds }: ComparisonResult): string {
	return `${operationIds.length} operations compared`;
}
