import type { BaselineSubject } from "../../report/baseline.ts";
import { CHECKS } from "../judge/checks/index.ts";
import type { Finding } from "../judge/finding.ts";
import { type ContractResult, fails } from "./result.ts";

/** A run or a recording, as a baseline sees it. */
export function runSubject(result: ContractResult): BaselineSubject<ContractResult> {
	const { verdict, verdictWithoutFindings, findings, cases, skips, strict } = result;
	// A case that is about more than one rule was left out: its findings cannot be missed.
	const partly = new Set(skips.filter(({ rule }) => rule === undefined).flatMap(({ operationIds }) => operationIds));
	const tried = new Set(cases.flatMap(({ operationIds }) => operationIds).filter((id) => !partly.has(id)));
	return {
		found: findings.map((finding) => ({ ...deviationOf(finding), isFailing: fails(finding, strict) })),
		rules: CHECKS,
		wasTried: ({ operationId }) => verdictWithoutFindings !== "incomplete" && tried.has(operationId),
		provesNothing: verdict === "unreachable" || verdict === "not-tested",
		mark(marks, notes) {
			const marked = findings.map((finding, at) => ({ ...finding, ...(marks[at] && { baseline: marks[at] }) }));
			const isFailing = (at: number) => marked[at] !== undefined && fails(marked[at], strict);
			const isClean = verdict === "findings" && !marked.some((_, at) => isFailing(at));
			return {
				...result,
				verdict: isClean ? verdictWithoutFindings : verdict,
				findings: marked,
				cases: cases.map((one) => ({ ...one, outcome: one.findings.some(isFailing) ? "failed" : "passed" })),
				notes: [...result.notes, ...notes],
			};
		},
	};
}

function deviationOf({ check, operationId, pointer, keyword, exchange: { response } }: Finding) {
	return { rule: check, operationId, pointer, ...(keyword && { keyword }), ...(response && { status: response.status }) };
}
