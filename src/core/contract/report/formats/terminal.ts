import { DIFFERENCES } from "../../../compare/differences.ts";
import { groupBy } from "../../../operation/group-by.ts";
import { plain } from "../../../operation/plain.ts";
import type { Deviation } from "../../judge/finding.ts";
import type { Share } from "../coverage.ts";
import { fails, type Outcome } from "../result.ts";
import { curlOf } from "./curl.ts";
import type { Report, ReportContext } from "./report.ts";
import { extentOf, sightingsOf, statementOf } from "./words.ts";

const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33" } as const;
/** As wide as the longest. */
const WIDTH = Math.max(...Object.keys(DIFFERENCES).map(({ length }) => length));
type Paint = (style: keyof typeof CODES, text: string) => string;

/** For people: the findings by operation, what was left out, what was covered, and the outcome on the last line. */
export const terminalReport: Report = (result, context = {}) => {
	const paint: Paint = (style, text) => (context.colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
	const groups = groupBy(result.findings, ({ operationId }) => operationId);
	const lines = [...groups].flatMap(([operationId, findings]) => [
		"",
		paint("bold", plain(operationId)),
		...findings.flatMap((finding) => describeFinding(finding, result, context, paint)),
	]);
	return [
		...lines,
		...result.notes.map((note) => plain(`note: ${note}`)),
		"",
		...describeSkips(result, context, paint),
		...describeCoverage(result, context, paint),
		outcomeOf(result, paint),
	].join("\n");
};

function describeFinding(finding: Deviation, result: Outcome, { locate }: ReportContext, paint: Paint): string[] {
	const { check, severity, pointer, documented, received, source, location } = finding;
	const failing = fails(finding, result.strict);
	const position = locate?.(location);
	const where = position ? `${position.file}:${position.line}:${position.column}` : location;
	const curl = curlOf(finding, result);
	// Descriptions differ in many places, and in each it is soon said how.
	if (curl === undefined) {
		return [
			`  ${paint("red", "✗")} ${paint("bold", check.padEnd(WIDTH))} ${plain(statementOf(finding))} ${paint("dim", `(${where})`)}`,
		];
	}
	return [
		`  ${failing ? paint("red", "✗") : paint("yellow", "!")} ${paint("bold", check)} ${plain(pointer)}${severity === "failure" ? "" : ` ${paint("yellow", severity)}`}`,
		`      documented  ${plain(documented)}`,
		`      received    ${plain(received)}`,
		`      source      ${[...source, where].join(", ")}`,
		`      seen        ${sightingsOf(finding)}`,
		`      ${paint("dim", plain(curl))}`,
	];
}

function describeSkips({ skips }: Outcome, { verbose }: ReportContext, paint: Paint): string[] {
	if (skips.length === 0) return [];
	if (verbose) return [`Skipped: ${skips.length}`, ...skips.map(({ id, reason }) => paint("dim", `  ${id}: ${reason}`)), ""];
	const reasons = groupBy(skips, ({ reason }) => reason.replace(/:.*/, ""));
	return [
		"Skipped:",
		...[...reasons].map(([reason, { length }]) => paint("dim", `  ${String(length).padStart(3)}  ${reason}`)),
		"",
	];
}

function describeCoverage({ coverage }: Outcome, { verbose }: ReportContext, paint: Paint): string[] {
	if (coverage === undefined) return [];
	const line = (name: string, { covered, total, missing }: Share) =>
		total === 0
			? []
			: [`Covered: ${covered} of ${total} ${name}`, ...(verbose ? missing.map((one) => paint("dim", `  not ${one}`)) : [])];
	const { operations, statuses, constraints } = coverage;
	return [...line("operations", operations), ...line("statuses", statuses), ...line("rules of requests", constraints), ""];
}

function outcomeOf(result: Outcome, paint: Paint): string {
	const { verdict, target, cases, elapsed, findings, strict } = result;
	const failing = findings.filter((finding) => fails(finding, strict));
	const others = findings.length - failing.length;
	const facts = `${extentOf(result)}, ${(elapsed / 1000).toFixed(1)} s`;
	const remarks = others === 0 ? "" : `, ${others} ${others === 1 ? "remark" : "remarks"}`;
	const outcomes = {
		conforms: paint("green", `✓ ${target} conforms: ${facts}${remarks}`),
		findings: paint("red", `✗ ${target}: ${countOf(failing, result)}${remarks}; ${facts}`),
		incomplete: paint("red", `✗ ${target}: the run ended before its last case; ${facts}${remarks}`),
		"not-tested": paint(
			"red",
			`✗ ${target}: nothing was proved, as ${cases.length === 0 ? "nothing was tested" : "nothing got past authentication or 404"}; ${facts}`,
		),
		unreachable: paint("red", `✗ ${target}: no answer to any request; ${facts}`),
	};
	return outcomes[verdict];
}

/** Findings have many checks; differences have few kinds, each of which is counted. */
function countOf(findings: readonly Deviation[], { coverage }: Outcome): string {
	const { length } = findings;
	if (coverage !== undefined && length === 0) return "traffic that could not be checked fails a strict run";
	if (coverage !== undefined) return `${length} ${length === 1 ? "finding" : "findings"}`;
	const kinds = [...groupBy(findings, ({ check }) => check)].map(([check, found]) => `${found.length} ${check}`);
	return `${length} ${length === 1 ? "difference" : "differences"} (${kinds.join(", ")})`;
}
