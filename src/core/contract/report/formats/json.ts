import type { Exchange } from "../../exchange.ts";
import { curlOf } from "./curl.ts";
import type { Report } from "./report.ts";

/** For programs: everything that the result holds but the exchanges that nothing was found in. */
export const jsonReport: Report = (result, { locate } = {}) => {
	const { exchanges: _, findings, ...rest } = result;
	const located = findings.map((finding) => {
		const { exchange, ...told } = finding;
		return {
			...told,
			position: locate?.(finding.location) ?? null,
			curl: curlOf(finding, result) ?? null,
			exchange: exchange ? tell(exchange) : null,
		};
	});
	return `${JSON.stringify({ version: 1, ...rest, findings: located }, null, 2)}\n`;
};

function tell({ request, response, failure, elapsed }: Exchange) {
	return { request, response: response ?? null, failure: failure ?? null, elapsed };
}
