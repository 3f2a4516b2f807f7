import { escapeXml } from "../operation/escape-xml.ts";
import { groupBy } from "../operation/group-by.ts";
import { describeMark, isKnown } from "./baseline.ts";
import { describeLine, inSeconds, placeOf, type ReportContext, type ReportFormat } from "./format.ts";
import type { ReportView, ViewEntry, ViewRow } from "./view.ts";

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
*{overflow-wrap:anywhere}h1{font-size:1.6rem}h2{margin-top:2.5rem}article{border-left:.25rem solid #b00020;padding:.25rem 1rem;margin:1rem 0}article.remark{border-color:#8a6d00}article.known{border-color:#777}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.5rem 0}dt{font-weight:600}dd{margin:0}
pre{overflow-x:auto;padding:.75rem;background:rgba(128,128,128,.15)}fieldset label{display:inline-block;margin-right:1rem}
@media(max-width:40rem){body{margin:1rem auto}dl{display:block}dd{margin-bottom:.5rem}article{padding:.25rem .5rem}ul{padding-left:1.25rem}}`;

/** One page that loads nothing: no script, no request. */
export const printHtml: ReportFormat<ReportView> = (view, context = {}) => {
	const { command = "contract", target, verdict, extent, started, elapsed, entries, notes, lists = {} } = view;
	const facts = [...extent, inSeconds(elapsed), new Date(started).toISOString()].join(", ");
	const filter = createFilter(entries);
	const operations = [...groupBy(entries, ({ operationId }) => operationId)].map(([operationId, group]) => {
		const articles = group.map((entry) => printArticle(entry, context)).join("");
		return `<section><h2>${escapeXml(operationId)}</h2>${articles}</section>`;
	});
	const folded = Object.entries(lists).map(([heading, parts]) => {
		const details = Object.entries(parts).map(
			([summary, items]) => `<details><summary>${escapeXml(summary)}</summary>${printList(items)}</details>`,
		);
		return `<h2>${escapeXml(heading)}</h2>${details.join("")}`;
	});
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escapeXml(`${command}: ${target}`)}</title><style>${STYLE}${filter.style}</style></head><body><main>
<h1>${escapeXml(target)}: ${escapeXml(verdict)}</h1><p>${escapeXml(facts)}</p>
${filter.form}
${operations.join("\n")}
${notes.length > 0 ? `<h2>Notes</h2>${printList(notes)}` : ""}
${folded.join("\n")}
</main></body></html>
`;
};

function printArticle(entry: ViewEntry, context: ReportContext): string {
	const { rule, failing, sides, source, details = [], bodies = [], commands = [], baseline } = entry;
	const marks: readonly ViewRow[] = baseline ? [["baseline", describeMark(baseline)]] : [];
	const printRow = ([term, text]: ViewRow) => `<dt>${escapeXml(term)}</dt><dd>${escapeXml(text)}</dd>`;
	const origin = `<dt>source</dt><dd>${[...source.map(escapeXml), linkToSource(entry, context)].join(", ")}</dd>`;
	const list = [...sides.map(printRow), origin, ...[...details, ...marks].map(printRow)].join("");
	const texts = bodies.map(([term, text]) => {
		return `<details><summary>${escapeXml(term)}</summary><pre tabindex="0">${escapeXml(text)}</pre></details>`;
	});
	const kind = isKnown(entry) ? "known" : "remark";
	const code = commands.map((command) => `<pre tabindex="0">${escapeXml(command)}</pre>`).join("");
	const heading = `<h3>${escapeXml(rule)} <code>${escapeXml(placeOf(entry))}</code></h3>`;
	return `<article class="${failing ? "failure" : kind} rule-${ruleClass(rule)}">${heading}<dl>${list}</dl>${texts.join("")}${code}</article>`;
}

/** The line of the source, as a link where the context knows the way to it. */
function linkToSource({ location }: ViewEntry, context: ReportContext): string {
	const text = escapeXml(describeLine(location, context));
	const position = context.locate?.(location);
	const href = position && context.link?.(position);
	return href === undefined ? text : `<a href="${escapeXml(href)}">${text}</a>`;
}

/** Shows the entries of one rule at a time: a choice that style alone carries out, as the page has no script. */
function createFilter(entries: readonly ViewEntry[]): { readonly form: string; readonly style: string } {
	const rules = [...groupBy(entries, ({ rule }) => rule)];
	if (rules.length < 2) return { form: "", style: "" };
	const choice = (id: string, text: string, attributes = "") =>
		`<label><input type="radio" name="rule" id="show-${id}"${attributes}> ${escapeXml(text)}</label>`;
	const choices = rules.map(([rule, { length }]) => choice(ruleClass(rule), `${rule} (${length})`));
	const hidden = rules.map(([rule]) => {
		const shown = `.rule-${ruleClass(rule)}`;
		return `body:has(#show-${ruleClass(rule)}:checked) :is(article:not(${shown}),section:not(:has(${shown}))){display:none}`;
	});
	const all = choice("all-entries", `all (${entries.length})`, " checked");
	return { form: `<fieldset><legend>Show</legend>${all}${choices.join("")}</fieldset>`, style: `\n${hidden.join("\n")}` };
}

/** The name of a rule as a part of a class. */
function ruleClass(rule: string): string {
	return rule.replace(/[^\w-]/g, "_");
}

function printList(items: readonly string[]): string {
	return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</ul>`;
}
