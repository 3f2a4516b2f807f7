import { escapeXml } from "../../operation/escape-xml.ts";
import { describeMark, isKnown } from "../baseline.ts";
import { describeLine, placeOf, type ReportContext } from "../format.ts";
import type { ReportView, ViewEntry, ViewRow } from "../report-view.ts";
import { printFold, printRow } from "./elements.ts";
import { printViewText } from "./text.ts";

/** The id of the element of an entry. */
export function entryId({ words }: ReportView, { number }: ViewEntry): string {
	return `${words.entry}-${number}`;
}

/** How severe an entry is, in a word that the reader can filter by. */
export function severityOf(entry: ViewEntry): string {
	if (isKnown(entry)) return "known";
	return entry.severity ?? (entry.failing ? "failure" : "remark");
}

/** One entry: what was expected and what came, where it is written, and what was sent. */
export function printEntry(entry: ViewEntry, view: ReportView, context: ReportContext): string {
	const { rule, failing, operationId, sides, details = [], texts, commands = [], baseline } = entry;
	const id = entryId(view, entry);
	const title = view.rules.find((one) => one.id === rule)?.title ?? "";
	const severity = severityOf(entry);
	const style = failing ? "failure" : isKnown(entry) ? "known" : "remark";
	const marks: readonly ViewRow[] = baseline ? [["baseline", describeMark(baseline)]] : [];
	const origin = `<dt>source</dt><dd>${[...entry.source.map(escapeXml), linkToSource(entry, context)].join(", ")}</dd>`;
	const rows = [...sides.map(printRow), origin, ...[...details, ...marks].map(printRow)].join("");
	const printed = texts?.() ?? [];
	const place = `<code>${escapeXml(placeOf(entry))}</code>`;
	const isMarked = printed.some(({ mark }) => mark);
	return [
		`<article id="${id}" class="${style}" data-operation="${escapeXml(operationId)}" data-rule="${escapeXml(rule)}" data-severity="${escapeXml(severity)}">`,
		`<h4>${escapeXml(rule)} <span class="badge">${escapeXml(severity)}</span></h4>`,
		`<p class="place">${isMarked ? `<a href="#${id}-here">${place}</a>` : place}</p>`,
		title && `<p class="soft">${escapeXml(title)}</p>`,
		`<dl>${rows}</dl>`,
		...printed.map((text) => printViewText(text, `${id}-here`)),
		...commands.map((command) => printFold("command that repeats the request", `<pre>${escapeXml(command)}</pre>`)),
		"</article>",
	].join("");
}

/** The line of the source, as a link where the context knows the way to it. */
function linkToSource({ location }: ViewEntry, context: ReportContext): string {
	const text = escapeXml(describeLine(location, context));
	const position = context.locate?.(location);
	const href = position && context.link?.(position);
	return href === undefined ? text : `<a href="${escapeXml(href)}">${text}</a>`;
}
