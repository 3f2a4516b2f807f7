import type { ReportContext } from "../../report/format.ts";
import { REPORTS } from "../report/formats/index.ts";
import { type ContractResult, exitCodeOf } from "../report/result.ts";

/** What the command does with a result, whether of a run, a recording or a comparison. */
export interface PrintableResult {
	readonly exitCode: 0 | 1 | 2;
	/** How many deviations it has. */
	readonly found: number;
	/** A line for standard error that replaces the report on the terminal. */
	readonly failure?: string | undefined;
	/** @param format the name of a report */
	readonly print: (format: string, context: ReportContext) => string;
}

/** The result of a run or a recording. */
export function printableRun(result: ContractResult): PrintableResult {
	const { verdict, target, findings } = result;
	const reason = findings.find(({ check }) => check === "answered")?.received ?? "none";
	return {
		exitCode: exitCodeOf(result),
		found: findings.length,
		failure: verdict === "unreachable" ? `${target}: no response (${reason})` : undefined,
		print: (format, context) => REPORTS[format]?.(result, context) ?? "",
	};
}
