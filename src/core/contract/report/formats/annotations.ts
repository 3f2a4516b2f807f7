import { fails } from "../result.ts";
import type { Report } from "./report.ts";
import { sentenceOf } from "./words.ts";

/** Workflow commands that GitHub shows as annotations, a line a finding. */
export const annotationsReport: Report = ({ findings, strict }, { locate } = {}) =>
	findings
		.map((finding) => {
			const position = locate?.(finding.location);
			const properties: Record<string, string | number> = {
				...(position && { file: position.file, line: position.line, col: position.column }),
				title: `contract: ${finding.check}`,
			};
			const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
			return `::${fails(finding, strict) ? "error" : "notice"} ${written.join(",")}::${escapeData(sentenceOf(finding))}\n`;
		})
		.join("");

/** What a server sends must not become a command of its own. */
function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
