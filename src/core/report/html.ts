import { createHash } from "node:crypto";
import { countOf } from "../operation/count-of.ts";
import { escapeXml } from "../operation/escape-xml.ts";
import { groupBy } from "../operation/group-by.ts";
import { inSeconds, type ReportContext, type ReportFormat } from "./format.ts";
import { capitalize, printFold, printItems, printName, printRow } from "./html/elements.ts";
import { printEntry } from "./html/entry.ts";
import { printFilter } from "./html/filter.ts";
import { printCases, printCoverage } from "./html/lists.ts";
import { SCRIPT } from "./html/script.ts";
import { STYLE } from "./html/style.ts";
import type { ReportView, ViewEntry } from "./report-view.ts";

/** One page that loads nothing, and runs no script but the filter's: all of it can be read without one. */
export const printHtml: ReportFormat<ReportView> = (view, context = {}) => {
	const { command = "contract", target, entries, notes, words } = view;
	const groups = [...groupBy(entries, ({ operationId }) => operationId)];
	const none = entries.length === 0 ? `<p>No ${words.entry}s.</p>` : "";
	const findings = groups.map((group, at) => printOperationPart(group, at, view, context));
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${sourceHash(STYLE)}; script-src ${sourceHash(SCRIPT)}; img-src data:">
<link rel="icon" href="data:,">
<title>${escapeXml(`${command}: ${target}`)}</title><style>${STYLE}</style></head><body><main>
${printVerdict(view)}
${notes.length > 0 ? `<section><h2>Notes</h2>${printItems(notes)}</section>` : ""}
<h2>${capitalize(words.entry)}s</h2>${none}
${printOverview(groups, view)}
${printFilter(view)}
${findings.join("\n")}
${printCoverage(view)}
${printCases(view)}
</main><script>${SCRIPT}</script></body></html>
`;
};

/** The source expression that allows this one script or style. */
function sourceHash(source: string): string {
	return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

/** What came of it, first of all, and how much it rests on. */
function printVerdict({
	command = "contract",
	conclusion,
	extent,
	omitted = [],
	elapsed,
	started,
	incidents = [],
}: ReportView): string {
	const facts = [...extent, ...omitted, inSeconds(elapsed), printTime(started)];
	const items = facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join("");
	const rows = incidents.length > 0 ? `<dl>${incidents.map(printRow).join("")}</dl>` : "";
	return `<header class="verdict ${conclusion.tone}"><p>${escapeXml(command)}</p><h1>${escapeXml(conclusion.sentence)}</h1><p>${escapeXml(conclusion.exit)}</p><ul class="facts">${items}</ul>${rows}</header>`;
}

function printTime(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

type EntryGroup = readonly [operationId: string, entries: readonly ViewEntry[]];

/** An overview of more operations is folded up: the filter lists them, too. */
const MAX_OVERVIEW = 10;

/** The operations with the number of their entries of each rule. */
function printOverview(groups: readonly EntryGroup[], { words }: ReportView): string {
	if (groups.length < 2) return "";
	const items = groups.map(([operationId, entries], at) => {
		const rules = [...groupBy(entries, ({ rule }) => rule)].map(([rule, { length }]) => `${rule} (${length})`).join(", ");
		const counts = `${countOf(entries.length, words.entry)}: ${rules}`;
		return `<li><a href="#operation-${at + 1}">${printName(operationId)}</a> <span>${escapeXml(counts)}</span></li>`;
	});
	const list = `<ul class="overview">${items.join("")}</ul>`;
	return items.length > MAX_OVERVIEW ? printFold(`${items.length} operations have ${words.entry}s`, list) : list;
}

function printOperationPart([operationId, entries]: EntryGroup, at: number, view: ReportView, context: ReportContext): string {
	const page = context.page?.(operationId);
	const link = page === undefined ? "" : `<p><a href="${escapeXml(page)}">Documentation of ${printName(operationId)}</a></p>`;
	const printed = entries.map((entry) => printEntry(entry, view, context));
	return `<section data-part id="operation-${at + 1}"><h3>${printName(operationId)}</h3>${link}${printed.join("")}</section>`;
}
