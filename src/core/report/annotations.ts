import { describeMark } from "./baseline.ts";
import type { ReportFormat } from "./format.ts";
import type { ReportView } from "./report-view.ts";

/** Workflow commands that GitHub shows as annotations, one line for each entry. */
export const printAnnotations: ReportFormat<ReportView> = ({ command = "contract", entries, notes }, { locate } = {}) => {
	const lines = entries.map(({ rule, failing, level = "error", sentence, location, baseline }) => {
		const position = locate?.(location);
		const properties: Record<string, string | number> = {
			...(position && { file: position.file, line: position.line, col: position.column }),
			title: `${command}: ${rule}`,
		};
		const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
		const severity = failing && level !== "note" ? level : "notice";
		return `::${severity} ${written.join(",")}::${escapeData(baseline ? `${sentence} (${describeMark(baseline)})` : sentence)}\n`;
	});
	return [...lines, ...notes.map((note) => `::notice title=${command}::${escapeData(note)}\n`)].join("");
};

/** Keeps foreign text from becoming a workflow command. */
function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
