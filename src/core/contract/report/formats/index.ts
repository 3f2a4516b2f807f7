import { viewFormats } from "../../../report/view-formats.ts";
import type { Report } from "../result.ts";
import { harReport } from "./har.ts";
import { jsonReport } from "./json.ts";
import { terminalReport } from "./terminal.ts";
import { viewOf } from "./view.ts";

const { junit, sarif, markdown, html, annotations } = viewFormats(viewOf);

/** Every report of a run or a recording, by the name that `--report` takes. */
export const REPORTS: Readonly<Record<string, Report>> = {
	terminal: terminalReport,
	json: jsonReport,
	junit,
	sarif,
	har: harReport,
	markdown,
	html,
	annotations,
};
