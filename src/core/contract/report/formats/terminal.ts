import { groupBy } from "../../../operation/group-by.ts";
import { paint } from "../../../operation/paint.ts";
import { stripAll } from "../../../operation/strip-control-characters.ts";
import { countOf, describePosition, inSeconds, type ReportContext } from "../../../report/format.ts";
import { terminalGroups } from "../../../report/terminal.ts";
import type { Finding } from "../../judge/finding.ts";
import { type ContractResult, fails, type Report } from "../result.ts";
import { curlOf } from "./curl.ts";
import { extentOf, sharesOf, sightingsOf } from "./view.ts";

/** For people: the findings by operation, the skips, the coverage, and the verdict on the last line. */
export const terminalReport: Report = (unsafe, context = {}) => {
	const result = stripAll({ ...unsafe, exchanges: [] });
	return [
		...terminalGroups(result.findings, context, (finding) => describeFinding(finding, result, context)),
		...result.notes.map((note) => `note: ${note}`),
		"",
		...describeSkips(result, context),
		...describeCoverage(result, context),
		describeVerdict(result, context),
	].join("\n");
};

function describeFinding(finding: Finding, result: ContractResult, context: ReportContext): string[] {
	const { check, severity, pointer, documented, received, source, location } = finding;
	const mark = fails(finding, result.strict) ? paint(context, "red", "✗") : paint(context, "yellow", "!");
	return [
		`  ${mark} ${paint(context, "bold", check)} ${pointer}${severity === "failure" ? "" : ` ${paint(context, "yellow", severity)}`}`,
		`      documented  ${documented}`,
		`      received    ${received}`,
		`      source      ${[...source, describePosition(location, context)].join(", ")}`,
		`      seen        ${sightingsOf(finding)}`,
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
	const shares = sharesOf(result).filter(({ total }) => total > 0);
	const lines = shares.flatMap(({ summary, missing }) => [
		`Covered: ${summary}`,
		...(context.verbose ? missing.map((name) => paint(context, "dim", `  not ${name}`)) : []),
	]);
	return [...lines, ""];
}

function describeVerdict(result: ContractResult, context: ReportContext): string {
	const { verdict, target, cases, elapsed, findings, strict } = result;
	const failures = findings.filter((finding) => fails(finding, strict)).length;
	const others = findings.length - failures;
	const remarks = others === 0 ? "" : `, ${countOf(others, "remark")}`;
	const facts = [...extentOf(result), inSeconds(elapsed)].join(", ");
	const found = failures === 0 ? "traffic that could not be checked fails a strict run" : countOf(failures, "finding");
	const reason = cases.length === 0 ? "nothing was tested" : "nothing got past authentication or 404";
	const lines = {
		conforms: paint(context, "green", `✓ ${target} conforms: ${facts}${remarks}`),
		findings: paint(context, "red", `✗ ${target}: ${found}${remarks}; ${facts}`),
		incomplete: paint(context, "red", `✗ ${target}: the run ended before its last case; ${facts}${remarks}`),
		"not-tested": paint(context, "red", `✗ ${target}: nothing was proved, as ${reason}; ${facts}`),
		unreachable: paint(context, "red", `✗ ${target}: no response to any request; ${facts}`),
	};
	return lines[verdict];
}
