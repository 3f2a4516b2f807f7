import type { BaselineEntry, BaselineSubject } from "../../report/baseline.ts";
import { CHECKS } from "../judge/checks/index.ts";
import type { Finding } from "../judge/finding.ts";
import { WEBHOOK_CHECKS } from "../judge/receiver-checks/index.ts";
import { wasJudged } from "./judged-responses.ts";
import { type ContractResult, fails } from "./result.ts";

/** A run or a recording, as a baseline sees it. */
export function runSubject(result: ContractResult): BaselineSubject<ContractResult> {
	const { verdict, verdictWithoutFindings, findings, strict, cases } = result;
	return {
		found: findings.map((finding) => ({ ...deviationOf(finding), isFailing: fails(finding, strict) })),
		rules: [...CHECKS, ...WEBHOOK_CHECKS],
		wasTried: (entry) => verdictWithoutFindings !== "incomplete" && !wasLeftOut(entry, result) && wasJudged(entry, result.judged),
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

/** Whether a case that could have found the deviation of an entry was skipped, or cut short by a server that failed. */
function wasLeftOut({ operationId, pointer, keyword }: BaselineEntry, { cases, skips, findings }: ContractResult): boolean {
	const failed = cases.filter((one) => one.findings.some((at) => (findings[at]?.exchange.response?.status ?? 0) >= 500));
	// A case that has a rule finds nothing else that other cases do not find.
	return [...skips, ...failed].some(({ operationIds, rule }) => {
		const isOfRule = rule && pointer === `/request/${rule.part}${rule.pointer}` && keyword === rule.keyword;
		return operationIds.includes(operationId) && (rule === undefined || isOfRule);
	});
}

function deviationOf({ check, operationId, pointer, keyword, exchange: { response } }: Finding) {
	return { rule: check, operationId, pointer, ...(keyword && { keyword }), ...(response && { status: response.status }) };
}
