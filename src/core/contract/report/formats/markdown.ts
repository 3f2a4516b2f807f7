import { plain } from "../../../operation/plain.ts";
import type { Deviation } from "../../judge/finding.ts";
import type { Coverage } from "../coverage.ts";
import { fails, type Outcome } from "../result.ts";
import type { Report, ReportContext } from "./report.ts";
import { extentOf, placeOf, sidesOf } from "./words.ts";

/** For pull requests and job summaries: the outcome, a table of findings, and what was covered. */
export const markdownReport: Report = (result, context = {}) => {
	const { findings, coverage, skips, notes } = result;
	const [first] = findings;
	return [
		`## Contract: ${cell(OUTCOMES[result.verdict])}`,
		"",
		`${cell(result.target)}: ${extentOf(result)}${skips.length > 0 ? `, ${skips.length} skipped` : ""}.`,
		"",
		...(first ? [table(headOf(first), rowsOf(result, context)), ""] : []),
		...(notes.length > 0 ? [...notes.map((note) => `- ${cell(note)}`), ""] : []),
		...(coverage ? [covered(coverage), ""] : []),
	].join("\n");
};

function headOf(finding: Deviation): string[] {
	const seen = finding.exchange ? ["seen"] : [];
	return ["", "check", "operation", "where", ...sidesOf(finding), "description", ...seen];
}

function rowsOf({ findings, strict }: Outcome, { locate }: ReportContext): string[][] {
	return findings.map((finding) => {
		const { check, operationId, documented, received, location, exchange, count } = finding;
		const position = locate?.(location);
		const where = position ? `${position.file}:${position.line}` : location;
		const mark = fails(finding, strict) ? "✗" : "!";
		const seen = exchange ? [String(count)] : [];
		return [mark, check, operationId, code(placeOf(finding)), documented, received, code(where), ...seen];
	});
}

function covered({ operations, statuses, constraints }: Coverage): string {
	return `Covered: ${operations.covered} of ${operations.total} operations, ${statuses.covered} of ${statuses.total} statuses, ${constraints.covered} of ${constraints.total} rules of requests.`;
}

const OUTCOMES: Readonly<Record<Outcome["verdict"], string>> = {
	conforms: "conforms",
	findings: "findings",
	incomplete: "the run ended before its last case",
	"not-tested": "nothing got past authentication or 404",
	unreachable: "no answer",
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
	return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function code(text: string): string {
	return `\`${text.replaceAll("`", "'")}\``;
}

/** What comes from a server stays text: no table is broken, no HTML and no link made of it. */
function cell(text: string): string {
	const flat = plain(text.replace(/\s+/g, " "));
	if (/^`[^`]*`$/.test(flat)) return flat.replaceAll("|", "\\|");
	return flat.replace(/[\\`*_[\]<>|~#@!&]/g, (character) => `\\${character}`).replace(/:\/\//g, ":&#8203;//");
}
