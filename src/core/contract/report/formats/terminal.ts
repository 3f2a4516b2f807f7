import { countOf } from "../../../operation/count-of.ts";
import { groupBy } from "../../../operation/group-by.ts";
import { paint } from "../../../operation/paint.ts";
import { stripAll } from "../../../operation/strip-control-characters.ts";
import { describeMark, isKnown } from "../../../report/baseline.ts";
import { describePosition, inSeconds, type ReportContext } from "../../../report/format.ts";
import { terminalGroups } from "../../../report/terminal.ts";
import type { Finding } from "../../judge/finding.ts";
import { type ContractResult, fails, type Report } from "../result.ts";
import { curlOf } from "./curl.ts";
import { extentOf, sharesOf, sightingsOf, warningOf } from "./view-run.ts";

/** Of findings that one cause may have, so many are shown in full. */
const SHOWN_ALIKE = 3;

/** For people: the verdict, the findings by operation, the skips and the coverage. A flood of equal findings is folded. */
export const terminalReport: Report = (unsafe, context = {}) => {
	const result = stripAll({ ...unsafe, exchanges: [] });
	const { shown, folded } = context.verbose ? { shown: result.findings, folded: [] } : foldFindings(result.findings);
	const lines = [
		describeVerdict(result, context),
		...terminalGroups(shown, context, (finding) => describeFinding(finding, result, context)),
		...folded,
		...(result.notes.length > 0 ? ["", ...result.notes.map((note) => `note: ${note}`)] : []),
		"",
		...describeSkips(result, context),
		...describeCoverage(result, context),
	];
	return lines.join("\n").trimEnd();
};

/** Splits a flood: the first findings of each check that received the same, and lines about the others. */
function foldFindings(findings: readonly Finding[]): { shown: readonly Finding[]; folded: readonly string[] } {
	const groups = [...groupBy(findings, ({ check, severity, received }) => `${check} ${severity} ${received}`).values()];
	const hidden = new Set(groups.filter(({ length }) => length > SHOWN_ALIKE + 1).flatMap((group) => group.slice(SHOWN_ALIKE)));
	const folded = groups.flatMap((group) => {
		const others = group.filter((finding) => hidden.has(finding));
		const [first] = others;
		if (first === undefined) return [];
		const operations = [...groupBy(others, ({ operationId }) => operationId)].map(([id, { length }]) => `${id} (${length})`);
		return [
			"",
			`… and ${others.length} more like these: ${first.check}, received ${first.received}`,
			`  in ${operations.join(", ")}; --verbose shows each`,
		];
	});
	return { shown: findings.filter((finding) => !hidden.has(finding)), folded };
}

function describeFinding(finding: Finding, result: ContractResult, context: ReportContext): string[] {
	const { check, severity, pointer, documented, received, source, location, baseline } = finding;
	if (baseline && isKnown(finding)) return [paint(context, "dim", `  ~ ${check} ${pointer} ${describeMark(baseline)}`)];
	const mark = fails(finding, result.strict) ? paint(context, "red", "✗") : paint(context, "yellow", "!");
	return [
		`  ${mark} ${paint(context, "bold", check)} ${pointer}${severity === "failure" ? "" : ` ${paint(context, "yellow", severity)}`}`,
		`      documented  ${documented}`,
		`      received    ${received}`,
		`      source      ${[...source, describePosition(location, context)].join(", ")}`,
		`      seen        ${sightingsOf(finding)}`,
		...(baseline ? [`      baseline    ${describeMark(baseline)}`] : []),
		`      ${paint(context, "dim", curlOf(finding, result))}`,
	];
}

function describeSkips({ skips }: ContractResult, context: ReportContext): string[] {
	if (skips.length === 0) return [];
	if (context.verbose)
		return [`Skipped: ${skips.length}`, ...skips.map(({ id, reason }) => paint(context, "dim", `  ${id}: ${reason}`)), ""];
	const reasons = groupBy(skips, ({ reason }) => reason.replace(/:.*/, ""));
	return [
		"Skipped:",
		...[...reasons].map(([reason, { length }]) => paint(context, "dim", `  ${String(length).padStart(3)}  ${reason}`)),
		"",
	];
}

function describeCoverage(result: ContractResult, context: ReportContext): string[] {
	return sharesOf(result).flatMap(({ summary, missing }) => [
		`Covered: ${summary}`,
		...(context.verbose ? missing.map((name) => paint(context, "dim", `  not ${name}`)) : []),
	]);
}

function describeVerdict(result: ContractResult, context: ReportContext): string {
	const { verdict, target, cases, elapsed, findings, strict } = result;
	const failures = findings.filter((finding) => fails(finding, strict)).length;
	const known = findings.filter(isKnown).length;
	const others = findings.length - failures - known;
	const remarks = [...(known > 0 ? [`${known} known`] : []), ...(others > 0 ? [countOf(others, "remark")] : [])];
	const facts = [...extentOf(result), inSeconds(elapsed), ...remarks].join(", ");
	const found = failures === 0 ? "traffic that could not be checked fails a strict run" : countOf(failures, "finding");
	const reason = cases.length === 0 ? "nothing was tested" : "nothing got past authentication or 404";
	const warning = warningOf(result);
	const lines = {
		conforms: warning
			? paint(context, "yellow", `! ${target} conforms, but ${warning}: ${facts}`)
			: paint(context, "green", `✓ ${target} conforms: ${facts}`),
		findings: paint(context, "red", `✗ ${target}: ${found}; ${facts}`),
		incomplete: paint(context, "red", `✗ ${target}: cases did not run or proved nothing; ${facts}`),
		"not-tested": paint(context, "red", `✗ ${target}: nothing was proved, as ${reason}; ${facts}`),
		unreachable: paint(context, "red", `✗ ${target}: no response to any request; ${facts}`),
	};
	return lines[verdict];
}
