import { plain } from "../operation/plain.ts";
import { type Format, lineOf, placeOf, type ReportContext } from "./format.ts";
import type { ReportView, Row, ViewEntry } from "./view.ts";

/** For pull requests and job summaries: the verdict, a table of entries, and the remarks. */
export const printMarkdown: Format<ReportView> = (view, context = {}) => {
	const { headline, target, extent, omitted = [], entries, notes, remark = [] } = view;
	const paragraphs = [printTable(entries, context), notes.map((note) => `- ${escapeText(note)}`), [remark].flat()];
	return [
		`## ${escapeText(headline)}`,
		"",
		`${escapeText(target)}: ${[...extent, ...omitted].join(", ")}.`,
		"",
		...paragraphs.flatMap((lines) => (lines.length > 0 ? [...lines, ""] : [])),
	].join("\n");
};

function printTable(entries: readonly ViewEntry[], context: ReportContext): string[] {
	const [first] = entries;
	if (first === undefined) return [];
	const terms = (rows: readonly Row[]) => rows.map(([term]) => term);
	const texts = (rows: readonly Row[]) => rows.map(([, text]) => text);
	const head = ["", "check", "operation", "where", ...terms(first.sides), "description", ...terms(first.columns ?? [])];
	const rows = entries.map((entry) => {
		const { failing, rule, operationId, sides, location, columns = [] } = entry;
		const where = code(lineOf(location, context));
		return [failing ? "✗" : "!", rule, operationId, code(placeOf(entry)), ...texts(sides), where, ...texts(columns)];
	});
	const line = (cells: readonly string[]) => `| ${cells.map(escapeText).join(" | ")} |`;
	return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)];
}

function code(text: string): string {
	return `\`${text.replaceAll("`", "'")}\``;
}

/** Keeps foreign text from breaking a table or becoming HTML or a link. Code stays code. */
function escapeText(text: string): string {
	const flat = plain(text.replace(/\s+/g, " "));
	if (/^`[^`]*`$/.test(flat)) return flat.replaceAll("|", "\\|");
	return flat.replace(/[\\`*_[\]<>|~#@!&]/g, (character) => `\\${character}`).replace(/:\/\//g, ":&#8203;//");
}
