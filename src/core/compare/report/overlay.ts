import { toPrintableJson } from "../../operation/strip-control-characters.ts";
import { isKnown } from "../../report/baseline.ts";
import type { ReportFormat } from "../../report/format.ts";
import { type CompareOptions, compareDescriptions } from "../compare-descriptions.ts";
import type { DescribedOperation } from "../description.ts";
import { repairDocument } from "../overlay/repair-document.ts";
import { readDescription } from "../read-description.ts";
import type { ComparisonResult, DescriptionDifference } from "../result.ts";
import { statementOf } from "./view.ts";

/** What an overlay is written from, besides the result. */
export interface OverlayInput extends Pick<CompareOptions, "patterns"> {
	/** The other description, as parsed from JSON or YAML. */
	readonly document: unknown;
	readonly ours: readonly DescribedOperation[];
	readonly theirs: readonly DescribedOperation[];
	/** Writes the overlay as YAML; without it, it is JSON. */
	print?(overlay: unknown): string;
	/** Is called with one line if the overlay does not correct every difference. */
	warn?(line: string): void;
}

/**
 * For other tools: an OpenAPI Overlay 1.1 document. Whoever applies it to the other description gets one that says the same as ours,
 * but for the differences that a baseline knows. The differences that it does not correct are listed in `x-not-corrected`.
 */
export function createOverlayReport({
	document,
	ours,
	theirs,
	print,
	warn,
	...options
}: OverlayInput): ReportFormat<ComparisonResult> {
	return ({ differences, target }) => {
		const unknown = differences.filter((difference) => !isKnown(difference));
		const repaired = repairDocument({ document, ours, theirs, differences: unknown });
		const again = compareDescriptions(ours, readDescription(repaired.document), target, options);
		const left = notCorrected(again.differences, differences);
		if (left.length > 0)
			warn?.(`the overlay does not correct ${left.length} of the differences: it lists them in x-not-corrected`);
		const overlay = {
			overlay: "1.1.0",
			info: { title: `Corrections of ${target}`, version: "1.0.0" },
			// There has to be an action.
			actions: repaired.actions.length > 0 ? repaired.actions : [NO_ACTION],
			...(left.length > 0 && { "x-not-corrected": left }),
		};
		return print ? print(overlay) : toPrintableJson(overlay);
	};
}

const NO_ACTION = { target: "$", description: "There is nothing to correct.", update: {} };

/** The differences that remain, besides those that a baseline knows, one line for each place. */
function notCorrected(remaining: readonly DescriptionDifference[], before: readonly DescriptionDifference[]): string[] {
	const known = new Set(before.filter(isKnown).flatMap(differenceLines));
	return remaining.flatMap(differenceLines).filter((line) => !known.has(line));
}

function differenceLines(difference: DescriptionDifference): string[] {
	const places = [difference, ...(difference.also ?? [])];
	return places.map(({ operationId, pointer }) => `${operationId} ${statementOf({ ...difference, pointer })}`);
}
