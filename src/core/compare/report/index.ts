import { paint } from "../../operation/paint.ts";
import { stripAll, toPrintableJson } from "../../operation/strip-control-characters.ts";
import { describePosition, inSeconds, type ReportFormat } from "../../report/format.ts";
import { terminalGroups } from "../../report/terminal.ts";
import { viewFormats } from "../../report/view-formats.ts";
import { type ComparisonResult, type DescriptionDifference, DIFFERENCES } from "../result.ts";
import { extentOfComparison, statementOf, summaryOf, viewComparison } from "./view.ts";

const KIND_WIDTH = Math.max(...Object.keys(DIFFERENCES).map(({ length }) => length));

/** For people: one line for each difference, by operation, and their number on the last line. */
const terminalComparison: ReportFormat<ComparisonResult> = (unsafe, context = {}) => {
	const result = stripAll(unsafe);
	const { verdict, target, differences, notes, elapsed } = result;
	const describe = (difference: DescriptionDifference) => {
		const kind = paint(context, "bold", difference.kind.padEnd(KIND_WIDTH));
		const where = paint(context, "dim", `(${describePosition(difference.location, context)})`);
		return [`  ${paint(context, "red", "✗")} ${kind} ${statementOf(difference)} ${where}`];
	};
	const summary = `${target}: ${summaryOf(result)}; ${extentOfComparison(result)}, ${inSeconds(elapsed)}`;
	return [
		...terminalGroups(differences, context, describe),
		...notes.map((note) => `note: ${note}`),
		"",
		verdict === "same" ? paint(context, "green", `✓ ${summary}`) : paint(context, "red", `✗ ${summary}`),
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
