import { annotationsReport } from "./annotations.ts";
import { harReport } from "./har.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";
import type { Report } from "./report.ts";
import { sarifReport } from "./sarif.ts";
import { terminalReport } from "./terminal.ts";

/** Every report, by the name that it is asked for by. */
export const REPORTS: Readonly<Record<string, Report>> = {
	terminal: terminalReport,
	json: jsonReport,
	junit: junitReport,
	sarif: sarifReport,
	har: harReport,
	markdown: markdownReport,
	html: htmlReport,
	annotations: annotationsReport,
};
