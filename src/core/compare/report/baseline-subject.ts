import { type BaselineEntry, type BaselineSubject, isKnown } from "../../report/baseline.ts";
import { type ComparisonResult, DIFFERENCES } from "../result.ts";

/** A comparison, as a baseline sees it. */
export function comparisonSubject(result: ComparisonResult): BaselineSubject<ComparisonResult> {
	const { differences } = result;
	return {
		found: differences.map(({ kind, operationId, pointer, keyword }) => {
			return { rule: kind, operationId, pointer, ...(keyword && { keyword }), isFailing: true };
		}),
		rules: Object.keys(DIFFERENCES).map((id) => ({ id })),
		wasTried: (entry) => wasCompared(entry, result),
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

/** Whether both descriptions have the place of an entry, so that they were compared there. */
function wasCompared({ operationId, pointer }: BaselineEntry, { differences, partlyCompared }: ComparisonResult): boolean {
	const oneSided = differences.filter(({ kind }) => kind === "missing-there" || kind === "missing-here");
	const isOutside = ({ operationId: id, pointer: place }: Pick<BaselineEntry, "operationId" | "pointer">) =>
		// An operation that is missing is reported as its whole request.
		id === operationId && (place === "/request" || `${pointer}/`.startsWith(`${place}/`));
	const places = oneSided.flatMap((difference) => [difference, ...(difference.also ?? [])]);
	return !partlyCompared.includes(operationId) && !places.some(isOutside);
}
