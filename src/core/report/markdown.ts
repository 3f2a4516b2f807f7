import { describeMark, isKnown } from "./baseline.ts";
import { describeLine, placeOf, type ReportContext, type ReportFormat } from "./format.ts";
import type { ReportView, ViewEntry, ViewRow } from "./report-view.ts";

/** For pull requests and job summaries: the verdict, a table of entries, and the remarks. */
export const printMarkdown: ReportFormat<ReportView> = (view, context = {}) => {
	const { headline, target, extent, omitted = [], entries, notes } = view;
	const paragraphs = [printEntries(entries, context), notes.map((note) => `- ${escapeMarkdown(note)}`)];
	return [
		`## ${escapeMarkdown(headline)}`,
		"",
		`${escapeMarkdown(target)}: ${[...extent, ...omitted].join(", ")}.`,
		"",
		...paragraphs.flatMap((lines) => (lines.length > 0 ? [...lines, ""] : [])),
	].join("\n");
};

function printEntries(entries: readonly ViewEntry[], context: ReportContext): string[] {
	const [first] = entries;
	if (first === undefined) return [];
	const terms = (rows: readonly ViewRow[]) => rows.map(([term]) => term);
	const texts = (rows: readonly ViewRow[]) => rows.map(([, text]) => text);
	const isMarked = entries.some(({ baseline }) => baseline);
	const head = ["", "check", "operation", "where", ...terms(first.sides), "description", ...terms(first.columns ?? [])];
	if (isMarked) head.push("baseline");
	const rows = entries.map((entry) => {
		const { failing, rule, operationId, sides, location, columns = [], baseline } = entry;
		const marks = isMarked ? [baseline ? describeMark(baseline) : ""] : [];
		const where = codeSpan(describeLine(location, context));
		const mark = failing ? "✗" : isKnown(entry) ? "~" : "!";
		return [mark, rule, operationId, codeSpan(placeOf(entry)), ...texts(sides), where, ...texts(columns), ...marks];
	});
	const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
	return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)];
}

function codeSpan(text: string): string {
	return `\`${text.replaceAll("`", "'")}\``;
}

/** Keeps foreign text from breaking a table or becoming HTML or a link. Code stays code. */
export function escapeMarkdown(text: string): string {
	const flat = text.replace(/\s+/g, " ");
	if (/^`[^`]*`$/.test(flat)) return flat.replaceAll("|", "\\|");
	return flat.replace(/[\\`*_[\]<>|~#@!&]/g, (character) => `\\${character}`).replace(/:\/\//g, ":&#8203;//");
}
