import { escapeXml } from "../../operation/escape-xml.ts";
import { groupBy } from "../../operation/group-by.ts";
import type { ReportView, ViewEntry } from "../report-view.ts";
import { capitalize } from "./elements.ts";
import { severityOf } from "./entry.ts";

/** The controls that choose entries. They are hidden until the script shows them, as they do nothing without it. */
export function printFilter({ entries, words }: ReportView): string {
	if (entries.length < 2) return "";
	const choices = [
		printChoice("Operation", "operation", entries, ({ operationId }) => operationId),
		printChoice(capitalize(words.rule), "rule", entries, ({ rule }) => rule),
		printChoice("Severity", "severity", entries, severityOf),
		'<label>Text <input type="search" name="text" autocomplete="off"></label>',
	];
	const label = `Filter the ${words.entry}s`;
	return `<form id="filter" hidden role="search" aria-label="${label}">${choices.join("")}<button type="reset">Show all</button><output data-entry="${words.entry}"></output></form>`;
}

/** A choice of the values that the entries have; none if all have the same. */
function printChoice(label: string, name: string, entries: readonly ViewEntry[], of: (entry: ViewEntry) => string): string {
	const groups = [...groupBy(entries, of)];
	if (groups.length < 2) return "";
	const options = groups.map(([value, { length }]) => {
		return `<option value="${escapeXml(value)}">${escapeXml(value)} (${length})</option>`;
	});
	return `<label>${label} <select name="${name}"><option value="">all (${entries.length})</option>${options.join("")}</select></label>`;
}
