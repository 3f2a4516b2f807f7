import { escapeXml } from "../operation/escape-xml.ts";
import { placeOf, type ReportFormat } from "./format.ts";
import type { ReportView, ViewCase, ViewEntry } from "./report-view.ts";

/**
 * XML for CI servers. It is valid by the schemas of Jenkins and of Ant, except for skips: Ant's is older than they are, and
 * servers count them.
 */
export const printJUnit: ReportFormat<ReportView> = (view) => {
	const { command = "contract", target, verdict, extent, notes, started, suites } = view;
	const timestamp = new Date(started).toISOString().slice(0, 19);
	const written = suites.map(({ name, cases }, id) => {
		const skips = cases.filter(({ skipped }) => skipped !== undefined).length;
		const attributes = {
			id,
			package: command,
			name,
			tests: cases.length,
			failures: cases.filter(({ entries }) => entries?.some(({ failing }) => failing)).length,
			errors: cases.filter(({ error }) => error).length,
			...(skips > 0 && { skipped: skips }),
			time: seconds(cases.reduce((sum, { elapsed = 0 }) => sum + elapsed, 0)),
			timestamp,
			hostname: "localhost",
		};
		const facts = [
			["target", target],
			["verdict", verdict],
			["extent", extent.join(", ")],
			...notes.map((note) => ["note", note]),
		];
		const properties = xmlElement(
			"properties",
			{},
			facts.map(([name = "", value = ""]) => xmlElement("property", { name, value })),
		);
		const children = cases.map((testCase) => printCase(name, testCase));
		return xmlElement("testsuite", attributes, [properties, ...children, xmlElement("system-out"), xmlElement("system-err")]);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("testsuites", {}, written)}\n`;
};

function printCase(classname: string, { name, elapsed = 0, entries = [], skipped, error }: ViewCase): string {
	return xmlElement("testcase", { classname, name, time: seconds(elapsed) }, [
		...printFailure(entries.filter(({ failing }) => failing)),
		...(error ? [xmlElement("error", error)] : []),
		...(skipped === undefined ? [] : [xmlElement("skipped", {}, [escapeXml(skipped)])]),
	]);
}

/** One failure for all entries of a case: Ant's schema allows, and servers may show, no second one. */
function printFailure(entries: readonly ViewEntry[]): string[] {
	const [first, ...others] = entries;
	if (first === undefined) return [];
	const more = others.length > 0 ? ` (and ${others.length} more)` : "";
	const texts = entries.map(({ rule, operationId, sides, details = [], commands = [], ...entry }) => {
		const rows = [...sides, ...details].map(([term, text]) => `${term}: ${text}`);
		return escapeXml([`${rule}: ${operationId} ${placeOf(entry)}`, ...rows, ...commands, ""].join("\n"));
	});
	return [xmlElement("failure", { message: first.sentence + more, type: first.rule }, texts)];
}

function xmlElement(
	name: string,
	attributes: Readonly<Record<string, string | number>> = {},
	children: readonly string[] = [],
): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	const start = `<${name}${written.join("")}`;
	return children.length === 0 ? `${start}/>` : `${start}>${children.join("\n")}</${name}>`;
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(3);
}
