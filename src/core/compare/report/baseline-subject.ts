import { type BaselineSubject, isKnown } from "../../report/baseline.ts";
import { type ComparisonResult, DIFFERENCES } from "../result.ts";

/** A comparison, as a baseline sees it. */
export function comparisonSubject(result: ComparisonResult): BaselineSubject<ComparisonResult> {
	const { differences } = result;
	return {
		found: differences.map(({ kind, operationId, pointer, keyword }) => {
			return { rule: kind, operationId, pointer, ...(keyword && { keyword }), isFailing: true };
		}),
		rules: Object.keys(DIFFERENCES).map((id) => ({ id })),
		wasTried: () => true,
		provesNothing: false,
		mark(marks, notes) {
			const marked = differences.map((difference, at) => ({ ...difference, ...(marks[at] && { baseline: marks[at] }) }));
			return {
				...result,
				verdict: marked.every(isKnown) ? "same" : "differences",
				differences: marked,
				notes: [...result.notes, ...notes],
			};
		},
	};
}
