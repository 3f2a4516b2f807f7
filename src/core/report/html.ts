import { escapeXml } from "../operation/escape-xml.ts";
import { groupBy } from "../operation/group-by.ts";
import { describeLine, inSeconds, placeOf, type ReportContext, type ReportFormat } from "./format.ts";
import type { ReportView, ViewEntry, ViewRow } from "./view.ts";

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem}article{border-left:.25rem solid #b00020;padding:.25rem 1rem;margin:1rem 0}article.remark{border-color:#8a6d00}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.5rem 0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
pre{overflow-x:auto;padding:.75rem;background:rgba(128,128,128,.15)}table{border-collapse:collapse}td,th{padding:.25rem .75rem;text-align:left}`;

/** One page that loads nothing: no script, no request. */
export const printHtml: ReportFormat<ReportView> = (view, context = {}) => {
	const { target, verdict, extent, started, elapsed, entries, notes, lists = {} } = view;
	const facts = [...extent, inSeconds(elapsed), new Date(started).toISOString()].join(", ");
	const operations = [...groupBy(entries, ({ operationId }) => operationId)].map(([operationId, group]) => {
		const articles = group.map((entry) => printArticle(entry, context)).join("");
		return `<section><h2>${escapeXml(operationId)}</h2>${articles}</section>`;
	});
	const folded = Object.entries(lists).map(([heading, parts]) => {
		const details = Object.entries(parts).map(
			([summary, items]) => `<details><summary>${escapeXml(summary)}</summary>${printList(items)}</details>`,
		);
		return `<h2>${heading}</h2>${details.join("")}`;
	});
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>Contract: ${escapeXml(target)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeXml(target)}: ${escapeXml(verdict)}</h1><p>${escapeXml(facts)}</p>
${operations.join("\n")}
${notes.length > 0 ? `<h2>Notes</h2>${printList(notes)}` : ""}
${folded.join("\n")}
</main></body></html>
`;
};

function printArticle(entry: ViewEntry, context: ReportContext): string {
	const { rule, failing, sides, source, location, details = [], commands = [] } = entry;
	const rows: readonly ViewRow[] = [...sides, ["source", [...source, describeLine(location, context)].join(", ")], ...details];
	const list = rows.map(([term, text]) => `<dt>${term}</dt><dd>${escapeXml(text)}</dd>`).join("");
	const code = commands.map((command) => `<pre tabindex="0">${escapeXml(command)}</pre>`).join("");
	const heading = `<h3>${escapeXml(rule)} <code>${escapeXml(placeOf(entry))}</code></h3>`;
	return `<article class="${failing ? "failure" : "remark"}">${heading}<dl>${list}</dl>${code}</article>`;
}

function printList(items: readonly string[]): string {
	return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</ul>`;
}
