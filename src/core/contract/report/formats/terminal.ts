import { groupBy } from "../../../operation/group-by.ts";
import { stripControlCharacters } from "../../../operation/strip-control-characters.ts";
import { countOf, describePosition, inSeconds, type ReportContext } from "../../../report/format.ts";
import { createPaint, type Paint, terminalGroups } from "../../../report/terminal.ts";
import type { Finding } from "../../judge/finding.ts";
import { type ContractResult, fails, type Report } from "../result.ts";
import { curlOf } from "./curl.ts";
import { extentOf, sharesOf, sightingsOf } from "./view.ts";

/** For people: the findings by operation, the skips, the coverage, and the verdict on the last line. */
export const terminalReport: Report = (result, context = {}) => {
	const paint = createPaint(context);
	return [
		...terminalGroups(result.findings, paint, (finding) => describeFinding(finding, result, context, paint)),
		...result.notes.map((note) => stripControlCharacters(`note: ${note}`)),
		"",
		...describeSkips(result, context, paint),
		...describeCoverage(result, context, paint),
		describeVerdict(result, paint),
	].join("\n");
};

function describeFinding(finding: Finding, result: ContractResult, context: ReportContext, paint: Paint): string[] {
	const { check, severity, pointer, documented, received, source, location } = finding;
	const mark = fails(finding, result.strict) ? paint("red", "✗") : paint("yellow", "!");
	return [
		`  ${mark} ${paint("bold", check)} ${stripControlCharacters(pointer)}${severity === "failure" ? "" : ` ${paint("yellow", severity)}`}`,
		`      documented  ${stripControlCharacters(documented)}`,
		`      received    ${stripControlCharacters(received)}`,
		`      source      ${[...source, describePosition(location, context)].join(", ")}`,
		`      seen        ${sightingsOf(finding)}`,
		`      ${paint("dim", stripControlCharacters(curlOf(finding, result)))}`,
	];
}

function describeSkips({ skips }: ContractResult, { verbose }: ReportContext, paint: Paint): string[] {
	if (skips.length === 0) return [];
	if (verbose) return [`Skipped: ${skips.length}`, ...skips.map(({ id, reason }) => paint("dim", `  ${id}: ${reason}`)), ""];
	const reasons = groupBy(skips, ({ reason }) => reason.replace(/:.*/, ""));
	return [
		"Skipped:",
		...[...reasons].map(([reason, { length }]) => paint("dim", `  ${String(length).padStart(3)}  ${reason}`)),
		"",
	];
}

function describeCoverage(result: ContractResult, { verbose }: ReportContext, paint: Paint): string[] {
	const shares = sharesOf(result).filter(({ total }) => total > 0);
	const lines = shares.flatMap(({ summary, missing }) => [
		`Covered: ${summary}`,
		...(verbose ? missing.map((name) => paint("dim", `  not ${name}`)) : []),
	]);
	return [...lines, ""];
}

function describeVerdict(result: ContractResult, paint: Paint): string {
	const { verdict, target, cases, elapsed, findings, strict } = result;
	const failures = findings.filter((finding) => fails(finding, strict)).length;
	const others = findings.length - failures;
	const remarks = others === 0 ? "" : `, ${countOf(others, "remark")}`;
	const facts = [...extentOf(result), inSeconds(elapsed)].join(", ");
	const found = failures === 0 ? "traffic that could not be checked fails a strict run" : countOf(failures, "finding");
	const reason = cases.length === 0 ? "nothing was tested" : "nothing got past authentication or 404";
	const lines = {
		conforms: paint("green", `✓ ${target} conforms: ${facts}${remarks}`),
		findings: paint("red", `✗ ${target}: ${found}${remarks}; ${facts}`),
		incomplete: paint("red", `✗ ${target}: the run ended before its last case; ${facts}${remarks}`),
		"not-tested": paint("red", `✗ ${target}: nothing was proved, as ${reason}; ${facts}`),
		unreachable: paint("red", `✗ ${target}: no response to any request; ${facts}`),
	};
	return lines[verdict];
}
