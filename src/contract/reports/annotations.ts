import { fails } from "../result.ts";
import type { Report } from "./report.ts";

/** Workflow commands that GitHub shows as annotations, a line a finding. */
export const annotationsReport: Report = ({ findings, strict }, { locate } = {}) =>
	findings
		.map((finding) => {
			const { check, operationId, pointer, documented, received, location } = finding;
			const position = locate?.(location);
			const properties: Record<string, string | number> = {
				...(position && { file: position.file, line: position.line, col: position.column }),
				title: `contract: ${check}`,
			};
			const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
			const message = `${operationId} ${pointer}: documented is ${documented}; received was ${received}`;
			return `::${fails(finding, strict) ? "error" : "notice"} ${written.join(",")}::${escapeData(message)}\n`;
		})
		.join("");

/** What a server sends must not become a command of its own. */
function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
