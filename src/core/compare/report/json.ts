import type { ReportFormat } from "../../report/format.ts";
import type { ComparisonResult } from "../result.ts";

/** For programs: the whole result. */
export const jsonComparison: ReportFormat<ComparisonResult> = ({ differences, ...rest }, { locate } = {}) => {
	const located = differences.map((difference) => ({ ...difference, position: locate?.(difference.location) ?? null }));
	return `${JSON.stringify({ version: 1, ...rest, differences: located }, null, 2)}\n`;
};
