import { type ContractResult, fails } from "../result.ts";
import type { Report } from "./report.ts";

/** For pull requests and job summaries: the outcome, a table of findings, and what was covered. */
export const markdownReport: Report = (result, { locate } = {}) => {
	const { findings, coverage, skips, cases, requests, strict } = result;
	const rows = findings.map((finding) => {
		const { check, operationId, pointer, documented, received, location, count } = finding;
		const position = locate?.(location);
		const where = position ? `${position.file}:${position.line}` : location;
		return [
			fails(finding, strict) ? "✗" : "!",
			check,
			operationId,
			code(pointer),
			documented,
			received,
			code(where),
			String(count),
		];
	});
	const { operations, statuses, constraints } = coverage;
	return [
		`## Contract: ${cell(OUTCOMES[result.verdict])}`,
		"",
		`${cell(result.target)}: ${cases.length} cases, ${requests} requests, ${skips.length} skipped.`,
		"",
		...(rows.length > 0
			? [table(["", "check", "operation", "where", "documented", "received", "description", "seen"], rows), ""]
			: []),
		`Covered: ${operations.covered} of ${operations.total} operations, ${statuses.covered} of ${statuses.total} statuses, ${constraints.covered} of ${constraints.total} rules of requests.`,
		"",
	].join("\n");
};

const OUTCOMES: Readonly<Record<ContractResult["verdict"], string>> = {
	conforms: "conforms",
	findings: "findings",
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
	const flat = text.replace(/\s+/g, " ");
	if (/^`[^`]*`$/.test(flat)) return flat.replaceAll("|", "\\|");
	return flat.replace(/[\\`*_[\]<>|~#@!&]/g, (character) => `\\${character}`).replace(/:\/\//g, ":&#8203;//");
}
