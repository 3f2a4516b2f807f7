import { countOf } from "../../../operation/count-of.ts";
import { groupBy } from "../../../operation/group-by.ts";
import { placeOf } from "../../../report/format.ts";
import type { ReportView, ViewCoverage, ViewEntry, ViewRow, ViewWords } from "../../../report/report-view.ts";
import { CHECKS } from "../../judge/checks/index.ts";
import type { Finding } from "../../judge/finding.ts";
import { WEBHOOK_CHECKS } from "../../judge/receiver-checks/index.ts";
import { type ContractResult, fails, type RunDetails, type Verdict } from "../result.ts";
import { concludeRun } from "./conclusion.ts";
import { curlOf } from "./curl.ts";
import { exchangeTexts } from "./exchange-texts.ts";

const HEADLINES: Readonly<Record<Verdict, string>> = {
	conforms: "Contract: conforms",
	findings: "Contract: findings",
	incomplete: "Contract: cases did not run or proved nothing",
	"not-tested": "Contract: nothing was proved",
	unreachable: "Contract: no response",
};

const RUN_WORDS: ViewWords = { entry: "finding", rule: "check", cases: "Cases", passed: "Passed", failed: "Failed" };

/** What most formats show of a run or a recording. */
export function viewRun(result: ContractResult): ReportView {
	const { verdict, findings, skips, notes, details } = result;
	const warning = warningOf(result);
	const entries = findings.map((finding, at) => viewFinding(finding, at + 1, result));
	return {
		...result,
		verdict: warning ? `${verdict}, but ${warning}` : verdict,
		headline: warning ? `${HEADLINES[verdict]}, but ${warning}` : HEADLINES[verdict],
		conclusion: concludeRun(result, warning),
		words: RUN_WORDS,
		extent: extentOf(result),
		omitted: skips.length > 0 ? [`${skips.length} skipped`] : [],
		successful: verdict === "conforms" || verdict === "findings",
		rules: [...CHECKS, ...WEBHOOK_CHECKS.filter(({ id }) => findings.some(({ check }) => check === id))],
		entries,
		suites: viewSuites(result, entries),
		incidents: viewIncidents(details),
		coverage: viewCoverage(result),
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

function viewFinding(finding: Finding, number: number, result: ContractResult): ViewEntry {
	const { exchange: _, ...shown } = finding;
	const { check, operationId, documented, received, count } = finding;
	return {
		...shown,
		number,
		rule: check,
		failing: fails(finding, result.strict),
		sides: [
			["documented", documented],
			["received", received],
		],
		sentence: `${operationId} ${placeOf(finding)}: documented is ${documented}; received was ${received}`,
		details: [["seen", sightingsOf(finding)]],
		columns: [["seen", String(count)]],
		texts: () => exchangeTexts(finding),
		commands: [curlOf(finding, result)],
		properties: { count, case: finding.case },
	};
}

/** What is covered, when it is, and by which names. */
function viewCoverage({ coverage, details: { covered } }: ContractResult): ViewCoverage[] {
	const parts = [
		["operations", "Covered if it succeeded at least once, in a case that was not skipped."],
		["statuses", "Covered if a response with this documented status was received."],
		["constraints", "Covered if a request broke the rule, or was just within it."],
	] as const;
	return parts.flatMap(([part, meaning]) => {
		const { total, missing } = coverage[part];
		const name = part === "constraints" ? "rules of requests" : part;
		return total > 0 ? [{ name, meaning, covered: covered[part], missing }] : [];
	});
}

function viewIncidents({ sending }: RunDetails): ViewRow[] {
	if (sending === undefined) return [];
	const { retries, failures } = sending;
	const repeated = Object.entries(retries).map(([status, count]) => `${count} after status ${status}`);
	const failed = Object.entries(failures).map(([reason, count]) => `${count} × ${reason}`);
	return [
		["retries", repeated.join(", ") || "none"],
		["requests without a response", failed.join(", ") || "none"],
	];
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
