import { toPrintableJson } from "../../operation/strip-control-characters.ts";
import { isKnown } from "../../report/baseline.ts";
import type { ReportFormat } from "../../report/format.ts";
import { type CompareOptions, compareDescriptions } from "../compare-descriptions.ts";
import type { DescribedOperation } from "../description.ts";
import type { OverlayAction } from "../overlay/editable-document.ts";
import { type RepairInput, repairDocument } from "../overlay/repair-document.ts";
import { readDescription } from "../read-description.ts";
import type { ComparisonResult, DescriptionDifference } from "../result.ts";
import { statementOf } from "./view-comparison.ts";

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
		const known = new Set(differences.filter(isKnown).flatMap(differenceLines));
		const compare = (repaired: unknown) =>
			compareDescriptions(ours, readDescription(repaired), target, options).differences.filter(
				(difference) => !differenceLines(difference).every((line) => known.has(line)),
			);
		const unknown = differences.filter((difference) => !isKnown(difference));
		const { actions, remaining } = repairFully({ document, ours, theirs, differences: unknown }, compare);
		const left = remaining.flatMap(differenceLines).filter((line) => !known.has(line));
		if (left.length > 0)
			warn?.(`the overlay does not correct ${left.length} of the differences: it lists them in x-not-corrected`);
		const overlay = {
			overlay: "1.1.0",
			info: { title: `Corrections of ${target}`, version: "1.0.0" },
			// There has to be an action.
			actions: actions.length > 0 ? actions : [NO_ACTION],
			...(left.length > 0 && { "x-not-corrected": left }),
		};
		return print ? print(overlay) : toPrintableJson(overlay);
	};
}

const NO_ACTION = { target: "$", description: "There is nothing to correct.", update: {} };

/** A difference can hide others, such as one of types those of limits: what becomes visible is corrected in a further round. */
const REPAIR_ROUNDS = 5;

/**
 * Corrects a document until nothing is left, or a round corrects nothing.
 *
 * @param compare finds the differences of a corrected document
 */
function repairFully(input: RepairInput, compare: (document: unknown) => readonly DescriptionDifference[]) {
	const actions: OverlayAction[] = [];
	let { document, theirs, differences } = input;
	for (let round = 0; round < REPAIR_ROUNDS && differences.length > 0; round++) {
		const repaired = repairDocument({ ...input, document, theirs, differences });
		if (repaired.actions.length === 0) break;
		actions.push(...repaired.actions);
		document = repaired.document;
		theirs = readDescription(document);
		differences = compare(document);
	}
	return { actions, remaining: differences };
}

/** One line for each place of a difference. */
function differenceLines(difference: DescriptionDifference): string[] {
	const places = [difference, ...(difference.also ?? [])];
	return places.map(({ operationId, pointer }) => `${operationId} ${statementOf({ ...difference, pointer })}`);
}
