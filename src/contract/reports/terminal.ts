import { groupBy } from "../check.ts";
import type { Share } from "../coverage.ts";
import type { Finding } from "../finding.ts";
import { type ContractResult, fails } from "../result.ts";
import { curlOf } from "./curl.ts";
import type { Report, ReportContext } from "./report.ts";

const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33" } as const;
type Paint = (style: keyof typeof CODES, text: string) => string;

/** For people: the findings by operation, what was left out, what was covered, and the outcome on the last line. */
export const terminalReport: Report = (result, context = {}) => {
	const paint: Paint = (style, text) => (context.colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
	const groups = groupBy(result.findings, ({ operationId }) => operationId);
	const lines = [...groups].flatMap(([operationId, findings]) => [
		"",
		paint("bold", operationId),
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

function describeFinding(finding: Finding, result: ContractResult, { locate }: ReportContext, paint: Paint): string[] {
	const { check, severity, pointer, documented, received, source, location, count, exchange } = finding;
	const failing = fails(finding, result.strict);
	const position = locate?.(location);
	const where = position ? `${position.file}:${position.line}:${position.column}` : location;
	const times = count === 1 ? "once" : `${count} times`;
	return [
		`  ${failing ? paint("red", "✗") : paint("yellow", "!")} ${paint("bold", check)} ${plain(pointer)}${severity === "failure" ? "" : ` ${paint("yellow", severity)}`}`,
		`      documented  ${plain(documented)}`,
		`      received    ${plain(received)}`,
		`      source      ${[...source, where].join(", ")}`,
		`      seen        ${times}, first in "${finding.case}"`,
		`      ${paint("dim", plain(curlOf(exchange, result.curlCredentials)))}`,
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

function describeCoverage({ coverage }: ContractResult, { verbose }: ReportContext, paint: Paint): string[] {
	const line = (name: string, { covered, total, missing }: Share) => [
		`Covered: ${covered} of ${total} ${name}`,
		...(verbose ? missing.map((one) => paint("dim", `  not ${one}`)) : []),
	];
	const { operations, statuses, constraints } = coverage;
	return [...line("operations", operations), ...line("statuses", statuses), ...line("rules of requests", constraints), ""];
}

function outcomeOf(result: ContractResult, paint: Paint): string {
	const { verdict, target, cases, requests, elapsed, findings, strict } = result;
	const failing = findings.filter((finding) => fails(finding, strict)).length;
	const others = findings.length - failing;
	const facts = `${cases.length} cases, ${requests} requests, ${(elapsed / 1000).toFixed(1)} s`;
	const remarks = others === 0 ? "" : `, ${others} ${others === 1 ? "remark" : "remarks"}`;
	const outcomes = {
		conforms: paint("green", `✓ ${target} conforms: ${facts}${remarks}`),
		findings: paint("red", `✗ ${target}: ${failing} ${failing === 1 ? "finding" : "findings"}${remarks}; ${facts}`),
		"not-tested": paint(
			"red",
			`✗ ${target}: nothing was proved, as ${cases.length === 0 ? "nothing was tested" : "nothing got past authentication or 404"}; ${facts}`,
		),
		unreachable: paint("red", `✗ ${target}: no answer to any request; ${facts}`),
	};
	return outcomes[verdict];
}

/** What a server sends must not move the cursor of whoever looks at it. */
function plain(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}
