import type { Exchange } from "../../exchange.ts";
import type { Report } from "../result.ts";
import { curlOf } from "./curl.ts";

/** For programs: the whole result, except for exchanges without findings. */
export const jsonReport: Report = (result, { locate } = {}) => {
	const { exchanges: _, findings, ...rest } = result;
	const located = findings.map(({ exchange, ...finding }) => ({
		...finding,
		position: locate?.(finding.location) ?? null,
		curl: curlOf({ ...finding, exchange }, result),
		exchange: describeExchange(exchange),
	}));
	return `${JSON.stringify({ version: 1, ...rest, findings: located }, null, 2)}\n`;
};

function describeExchange({ request, response, failure, elapsed }: Exchange) {
	return { request, response: response ?? null, failure: failure ?? null, elapsed };
}
