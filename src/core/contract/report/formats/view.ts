import { groupBy } from "../../../operation/group-by.ts";
import { countOf, placeOf } from "../../../report/format.ts";
import type { ReportView, ViewEntry, ViewRow } from "../../../report/view.ts";
import { CHECKS } from "../../judge/checks/index.ts";
import type { Finding } from "../../judge/finding.ts";
import { WEBHOOK_CHECKS } from "../../judge/receiver-checks/index.ts";
import { type ContractResult, fails, type Verdict } from "../result.ts";
import { curlOf } from "./curl.ts";

const HEADLINES: Readonly<Record<Verdict, string>> = {
	conforms: "Contract: conforms",
	findings: "Contract: findings",
	incomplete: "Contract: cases did not run or proved nothing",
	"not-tested": "Contract: nothing was proved",
	unreachable: "Contract: no response",
};

/** What most formats show of a run or a recording. */
export function viewOf(result: ContractResult): ReportView {
	const { verdict, findings, skips, notes } = result;
	const warning = warningOf(result);
	const entries = findings.map((finding) => viewFinding(finding, result));
	const shares = sharesOf(result).map(({ summary, missing }) => [`${summary}; not covered: ${missing.length}`, missing] as const);
	const reasons = skips.map(({ id, reason }) => `${id}: ${reason}`);
	return {
		...result,
		verdict: warning ? `${verdict}, but ${warning}` : verdict,
		headline: warning ? `${HEADLINES[verdict]}, but ${warning}` : HEADLINES[verdict],
		extent: extentOf(result),
		omitted: skips.length > 0 ? [`${skips.length} skipped`] : [],
		successful: verdict === "conforms" || verdict === "findings",
		rules: [...CHECKS, ...WEBHOOK_CHECKS.filter(({ id }) => findings.some(({ check }) => check === id))],
		entries,
		suites: viewSuites(result, entries),
		lists: {
			Coverage: Object.fromEntries(shares),
			...(skips.length > 0 && { Skipped: { [`${skips.length} not tried`]: reasons } }),
		},
		notes: warning ? [`little was tested: ${warning}`, ...notes] : notes,
	};
}

/** How much was tested, and what the verdict rests on. */
export function extentOf(result: ContractResult): string[] {
	const { cases, requests } = result;
	return [countOf(cases.length, "case"), countOf(requests, "request"), ...sharesOf(result).map(({ summary }) => summary)];
}

/** What to say beside a verdict that rests on little: most operations never succeeded. */
export function warningOf({ verdict, coverage: { operations } }: ContractResult): string | undefined {
	if (verdict !== "conforms" || 2 * operations.covered > operations.total) return undefined;
	return `only ${operations.covered} of ${operations.total} operations succeeded`;
}

/** The shares of the coverage, each with a summary such as `6 of 7 operations`. */
export function sharesOf({ coverage: { operations, statuses, constraints } }: ContractResult) {
	const shares = Object.entries({ operations, statuses, "rules of requests": constraints });
	return shares
		.filter(([, { total }]) => total > 0)
		.map(([name, share]) => ({ ...share, summary: `${share.covered} of ${share.total} ${name}` }));
}

/** How often a finding was seen, and the case that met it first. */
export function sightingsOf({ count, case: first, exchange }: Finding): string {
	const { entry: index, recording } = exchange;
	const entry = index === undefined ? "" : `, entry ${index}${recording === undefined ? "" : ` of ${recording}`}`;
	return `${count === 1 ? "once" : `${count} times`}, first in "${first}"${entry}`;
}

function viewFinding(finding: Finding, result: ContractResult): ViewEntry {
	const { check, operationId, documented, received, count } = finding;
	return {
		...finding,
		rule: check,
		failing: fails(finding, result.strict),
		sides: [
			["documented", documented],
			["received", received],
		],
		sentence: `${operationId} ${placeOf(finding)}: documented is ${documented}; received was ${received}`,
		details: [["seen", sightingsOf(finding)]],
		columns: [["seen", String(count)]],
		bodies: viewBodies(finding),
		commands: [curlOf(finding, result)],
		properties: { count, case: finding.case },
	};
}

/** The longest part of a body that a report shows. */
const MAX_BODY = 20_000;

/** The bodies of the first exchange that shows a finding, each line by itself. */
function viewBodies({ exchange: { request, response, failure } }: Finding): ViewRow[] {
	const received = response === undefined ? `no response: ${failure ?? "unknown"}` : (response.body ?? "");
	const named = { "request body": request.body ?? "", [`response ${response?.status ?? ""}`.trim()]: received };
	const bodies = Object.entries(named).filter(([, text]) => text !== "");
	return bodies.map(([name, text]) => [name, text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}…` : text]);
}

/** One suite for each kind of case. A finding is in every case that met it. */
function viewSuites(result: ContractResult, entries: readonly ViewEntry[]): ReportView["suites"] {
	const { cases, skips, verdict, target, elapsed } = result;
	const tests = [
		...cases.map(({ id, findings, ...own }) => ({ ...own, name: id, entries: findings.flatMap((at) => entries[at] ?? []) })),
		...skips.map(({ id, kind, reason }) => ({ kind, name: id, skipped: reason })),
	];
	const suites = [...groupBy(tests, ({ kind }) => kind)].map(([name, group]) => ({ name, cases: group }));
	if (verdict === "conforms" || entries.some(({ failing }) => failing)) return suites;
	// The run as a whole fails, and no case shows it: the run proved nothing, or ended early.
	const whole = { name: "the run as a whole", elapsed, error: { message: `${target}: ${verdict}`, type: verdict } };
	return [...suites, { name: "verdict", cases: [whole] }];
}
