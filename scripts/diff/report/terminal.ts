import type { Bump } from "../../../src/core/compare/result.ts";
import { paint } from "../../../src/core/operation/paint.ts";
import { stripAll } from "../../../src/core/operation/strip-control-characters.ts";
import { inSeconds, type ReportContext, type ReportFormat } from "../../../src/core/report/format.ts";
import type { SpecChange, SpecDiff } from "../spec-diff.ts";
import {
	BUMP_TITLES,
	comparedExtent,
	describeChange,
	describeStep,
	otherOperations,
	placeOfChange,
	summarize,
} from "./view-changes.ts";

const BUMP_MARKS = { major: ["red", "✗"], minor: ["green", "+"], patch: ["dim", "·"] } as const;

/** For people: the changes by the bump that they need, below the line with their number. */
export const terminalChanges: ReportFormat<SpecDiff> = (unsafe, context = {}) => {
	const diff = stripAll(unsafe);
	const { bump, base, head, versions, changes, notes, elapsed } = diff;
	const first = `${base} to ${head}: ${summarize(diff)}; ${comparedExtent(diff)}, ${inSeconds(elapsed)}`;
	const groups = (Object.keys(BUMP_TITLES) as Bump[]).flatMap((name) => {
		const found = changes.filter((change) => change.bump === name);
		const heading = `${paint(context, "bold", name)}  ${paint(context, "dim", BUMP_TITLES[name])}`;
		return found.length > 0 ? ["", heading, ...found.flatMap((change) => printChange(change, context))] : [];
	});
	return [
		paint(context, bump === "major" ? "red" : "green", `${bump === "major" ? "✗" : "✓"} ${first}`),
		...versions.map((step) => `  ${describeStep(step)}`),
		...groups,
		...(notes.length > 0 ? ["", ...notes.map((note) => `note: ${note}`)] : []),
	].join("\n");
};

function printChange(change: SpecChange, context: ReportContext): string[] {
	const [style, mark] = BUMP_MARKS[change.bump];
	const position = placeOfChange(change);
	const where = position ? ` ${paint(context, "dim", `(${position.file}:${position.line})`)}` : "";
	const others = otherOperations(change);
	return [
		`  ${paint(context, style, mark)} ${change.operationId} ${describeChange(change)}${where}`,
		...(others.length > 0 ? [paint(context, "dim", `      also in ${others.join(", ")}`)] : []),
		...printWitness(change),
	];
}

function printWitness({ witness }: SpecChange): string[] {
	return witness ? [`      example: ${witness.summary}`, `      before: ${witness.base}; now: ${witness.head}`] : [];
}
