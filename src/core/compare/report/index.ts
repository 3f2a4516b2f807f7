import { paint } from "../../operation/paint.ts";
import { stripAll, toPrintableJson } from "../../operation/strip-control-characters.ts";
import { describeMark, isKnown } from "../../report/baseline.ts";
import { describePosition, inSeconds, type ReportFormat } from "../../report/format.ts";
import { terminalGroups } from "../../report/terminal.ts";
import { viewFormats } from "../../report/view-formats.ts";
import { type ComparisonResult, type DescriptionDifference, DIFFERENCES } from "../result.ts";
import { extentOfComparison, otherPlacesOf, statementOf, summaryOf, viewComparison } from "./view-comparison.ts";

const KIND_WIDTH = Math.max(...Object.keys(DIFFERENCES).map(({ length }) => length));

/** For people: one line for each difference, by operation, after the line with their number. */
const terminalComparison: ReportFormat<ComparisonResult> = (unsafe, context = {}) => {
	const result = stripAll(unsafe);
	const { verdict, target, differences, notes, elapsed } = result;
	const describe = (difference: DescriptionDifference) => {
		const kind = paint(context, "bold", difference.kind.padEnd(KIND_WIDTH));
		const where = paint(context, "dim", `(${difference.bump}, ${describePosition(difference.location, context)})`);
		const mark = isKnown(difference) ? "~" : paint(context, "red", "✗");
		const known = difference.baseline ? ` (${describeMark(difference.baseline)})` : "";
		const others = otherPlacesOf(difference);
		const line = `  ${mark} ${kind} ${statementOf(difference)} ${where}${known}`;
		return others ? [line, paint(context, "dim", `      also in ${others}`)] : [line];
	};
	const summary = `${target}: ${summaryOf(result)}; ${extentOfComparison(result)}, ${inSeconds(elapsed)}`;
	return [
		verdict === "same" ? paint(context, "green", `✓ ${summary}`) : paint(context, "red", `✗ ${summary}`),
		...terminalGroups(differences, context, describe),
		...(notes.length > 0 ? ["", ...notes.map((note) => `note: ${note}`)] : []),
	].join("\n");
};

/** For programs: the whole result. */
const jsonComparison: ReportFormat<ComparisonResult> = ({ differences, ...rest }, { locate } = {}) => {
	const located = differences.map((difference) => ({ ...difference, position: locate?.(difference.location) ?? null }));
	return toPrintableJson({ version: 1, ...rest, differences: located });
};

/** Every report of a comparison, by the name that `--report` takes. */
export const COMPARISON_REPORTS: Readonly<Record<string, ReportFormat<ComparisonResult>>> = {
	terminal: terminalComparison,
	json: jsonComparison,
	...viewFormats(viewComparison),
};
