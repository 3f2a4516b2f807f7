import { escapeXml } from "../../operation/escape-xml.ts";
import { groupBy } from "../../operation/group-by.ts";
import type { ReportView, ViewCase, ViewCoverage } from "../report-view.ts";
import { printFold, printItems } from "./elements.ts";
import { entryId } from "./entry.ts";

/** Lists up to this length are open. */
const SHORT_LIST = 8;

/** What is covered, and what is not, each under a label of its own. */
export function printCoverage({ coverage = [] }: ReportView): string {
	if (coverage.length === 0) return "";
	return `<section><h2>Coverage</h2>${coverage.map(printShare).join("")}</section>`;
}

function printShare({ name, meaning, covered, missing }: ViewCoverage): string {
	const heading = `${covered.length} of ${covered.length + missing.length} ${name}`;
	return [
		`<h3>${escapeXml(heading)}</h3><p class="soft">${escapeXml(meaning)}</p>`,
		printNames("Covered", covered),
		printNames("Not covered", missing),
	].join("");
}

function printNames(label: string, names: readonly string[]): string {
	if (names.length === 0) return `<p>${label}: none</p>`;
	return printFold(`${label}: ${names.length}`, printItems(names), label !== "Covered" && names.length <= SHORT_LIST);
}

/** Every case: those that failed with links to their entries, those that passed with what that proves, and why others were left out. */
export function printCases(view: ReportView): string {
	const { suites, words } = view;
	const cases = suites.flatMap(({ name: kind, cases: group }) => group.map((one) => ({ ...one, kind })));
	const run = cases.filter(({ skipped, error }) => skipped === undefined && error === undefined);
	const failed = run.filter(isFailed);
	const passed = run.filter((one) => !isFailed(one));
	const skipped = cases.filter((one) => one.skipped !== undefined);
	if (run.length + skipped.length === 0) return "";
	const kinds = [...groupBy(passed, ({ kind }) => kind)].map(([kind, group]) =>
		printGroup(kind, group.map(printPassed), suites.length),
	);
	const reasons = [...groupBy(skipped, (one) => one.skipped ?? "")].map(([reason, group]) => {
		return printGroup(
			reason,
			group.map(({ name }) => `<code>${escapeXml(name)}</code>`),
		);
	});
	const printAll = (label: string, group: readonly ViewCase[], content: readonly string[]) =>
		group.length > 0 ? printFold(`${label}: ${group.length}`, content.join("")) : "";
	return [
		`<section><h2>${words.cases}</h2>`,
		printAll(words.failed, failed, [`<ul>${failed.map((one) => `<li>${printFailed(one, view)}</li>`).join("")}</ul>`]),
		printAll(words.passed, passed, kinds),
		printAll("Skipped", skipped, reasons),
		"</section>",
	].join("");
}

function isFailed({ entries = [] }: ViewCase): boolean {
	return entries.some(({ failing }) => failing);
}

/** @param items HTML */
function printGroup(title: string, items: readonly string[], groups = 2): string {
	const heading = groups > 1 ? `<h3>${escapeXml(title)}: ${items.length}</h3>` : "";
	return `${heading}<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

function printPassed({ name, proves = "" }: ViewCase): string {
	return `<code>${escapeXml(name)}</code> ${escapeXml(proves)}`;
}

function printFailed({ name, entries = [] }: ViewCase, view: ReportView): string {
	const links = entries.map((entry) => `<a href="#${entryId(view, entry)}">${escapeXml(`${entry.rule} ${entry.number}`)}</a>`);
	return `<code>${escapeXml(name)}</code>: ${links.join(", ")}`;
}
