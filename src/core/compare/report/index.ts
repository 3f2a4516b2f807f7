import type { ReportFormat } from "../../report/format.ts";
import { viewFormats } from "../../report/view-formats.ts";
import type { ComparisonResult } from "../result.ts";
import { jsonComparison } from "./json.ts";
import { terminalComparison } from "./terminal.ts";
import { viewComparison } from "./view.ts";

/** Every report of a comparison, by the name that `--report` takes. */
export const COMPARISON_REPORTS: Readonly<Record<string, ReportFormat<ComparisonResult>>> = {
	terminal: terminalComparison,
	json: jsonComparison,
	...viewFormats(viewComparison),
};
