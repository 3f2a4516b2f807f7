import { toHar } from "../../../operation/har.ts";
import { toPrintableJson } from "../../../operation/strip-control-characters.ts";
import { viewFormats } from "../../../report/view-formats.ts";
import type { Report } from "../result.ts";
import { curlOf } from "./curl.ts";
import { terminalReport } from "./terminal.ts";
import { viewRun } from "./view-run.ts";

/** For programs: the whole result, except for exchanges without findings, what a baseline needs, and further details. */
const jsonReport: Report = (result, { locate } = {}) => {
	const { exchanges: _, judged: __, details: ___, findings, ...rest } = result;
	const located = findings.map(({ exchange, ...finding }) => ({
		...finding,
		position: locate?.(finding.location) ?? null,
		curl: curlOf({ ...finding, exchange }, result),
		exchange: {
			request: exchange.request,
			response: exchange.response ?? null,
			failure: exchange.failure ?? null,
			elapsed: exchange.elapsed,
		},
	}));
	return toPrintableJson({ version: 1, ...rest, findings: located });
};

/** An HTTP archive of every exchange that was kept, or of those with findings. */
const harReport: Report = ({ exchanges, findings }) => {
	const shown = exchanges.length > 0 ? exchanges : findings.map(({ exchange }) => exchange);
	const commented = shown.map((exchange) => {
		const { operationId, failure } = exchange;
		return { ...exchange, comment: failure === undefined ? operationId : `${operationId}: ${failure}` };
	});
	return toPrintableJson(toHar("contract", commented));
};

const { junit, sarif, ...others } = viewFormats(viewRun);

/** Every report of a run or a recording, by the name that `--report` takes. */
export const REPORTS: Readonly<Record<string, Report>> = {
	terminal: terminalReport,
	json: jsonReport,
	junit,
	sarif,
	har: harReport,
	...others,
};
