import { countOf } from "../../../operation/count-of.ts";
import { isKnown } from "../../../report/baseline.ts";
import type { Conclusion } from "../../../report/report-view.ts";
import { type ContractResult, exitCodeOf, fails } from "../result.ts";

const EXIT_CODE_MEANINGS = {
	0: "Exit code 0: no deviation fails the run.",
	1: "Exit code 1: there are findings.",
	2: "Exit code 2: inconclusive, neither a pass nor a failure.",
} as const;

/** @param warning what to say beside a verdict that rests on little */
export function concludeRun(result: ContractResult, warning: string | undefined): Conclusion {
	const code = exitCodeOf(result);
	const tone = code === 1 ? "bad" : code === 2 || warning ? "open" : "good";
	return { sentence: `${describeResult(result, warning)}.`, exit: EXIT_CODE_MEANINGS[code], tone };
}

function describeResult(result: ContractResult, warning: string | undefined): string {
	const { verdict, target, cases, requests, skips } = result;
	const size = `${countOf(cases.length, "case")}, with ${countOf(requests, "request")}`;
	const nothing = cases.length === 0 ? "nothing was tested" : "every response was 401, 403 or 404";
	const sentences = {
		conforms: `Conforms${warning ? `, but ${warning}` : ""}: ${target} passed ${size}${describeOthers(result)}`,
		findings: `Does not conform: ${target} has ${describeFindings(result)}`,
		incomplete: `Inconclusive: ${target} passed ${size}, but ${skips.length} did not run or proved nothing`,
		"not-tested": `Inconclusive: nothing is proved about ${target}, as ${nothing}`,
		unreachable: `Inconclusive: ${target} did not respond to any of ${countOf(requests, "request")}`,
	};
	return sentences[verdict];
}

function describeFindings(result: ContractResult): string {
	const { findings, cases, strict } = result;
	const failing = findings.filter((finding) => fails(finding, strict));
	if (failing.length === 0) return "traffic that could not be checked, which fails a strict run";
	const operations = new Set(failing.map(({ operationId }) => operationId)).size;
	const failed = cases.filter(({ outcome }) => outcome === "failed").length;
	const found = `${countOf(failing.length, "finding")} in ${countOf(operations, "operation")}`;
	return `${found}; ${failed} of ${countOf(cases.length, "case")} failed${describeOthers(result)}`;
}

/** The findings that do not fail the run, counted. */
function describeOthers({ findings, strict }: ContractResult): string {
	const known = findings.filter(isKnown).length;
	const remarks = findings.filter((finding) => !isKnown(finding) && !fails(finding, strict)).length;
	return [
		...(known > 0 ? [`; ${countOf(known, "known deviation")} beside that`] : []),
		...(remarks > 0 ? [`; ${countOf(remarks, "remark")} that would fail a strict run`] : []),
	].join("");
}
