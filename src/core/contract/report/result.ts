import type { ComparisonVerdict } from "../../compare/result.ts";
import { isKnown } from "../../report/baseline.ts";
import type { ReportFormat } from "../../report/format.ts";
import type { BrokenRule, Exchange } from "../exchange.ts";
import type { Finding } from "../judge/finding.ts";
import type { CaseKind, Skip } from "../plan/case.ts";
import type { Coverage, CoveredNames } from "./coverage.ts";
import type { JudgedResponse } from "./judged-responses.ts";

/**
 * The verdict on a target. `conforms` and `findings` are results. `incomplete`: no findings, but the run ended before its last
 * case, or some cases proved nothing, as their requests were not sent as planned. `not-tested`: every response was 401 or 404, which proves nothing. `unreachable`: no response arrived at all.
 */
export type Verdict = "conforms" | "findings" | "incomplete" | "not-tested" | "unreachable";

/** The result of one case. */
export interface CaseResult {
	readonly id: string;
	readonly kind: CaseKind | "recorded";
	readonly proves: string;
	readonly operationIds: readonly string[];
	readonly outcome: "passed" | "failed";
	/** Positions of its findings in those of the result, from 0. */
	readonly findings: readonly number[];
	readonly requests: number;
	/** Milliseconds. */
	readonly elapsed: number;
	readonly rule?: BrokenRule;
}

/** The result of a run or a recording, without secrets: every report is a function of it. */
export interface ContractResult {
	readonly verdict: Verdict;
	/** The verdict if no finding failed the run, as when a baseline covers all of them. */
	readonly verdictWithoutFindings: Verdict;
	/** The name of what was tested. */
	readonly target: string;
	/** Severities besides `failure` count too. */
	readonly strict: boolean;
	readonly findings: readonly Finding[];
	readonly cases: readonly CaseResult[];
	readonly skips: readonly Skip[];
	readonly coverage: Coverage;
	readonly requests: number;
	/** When the run began, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds. */
	readonly elapsed: number;
	/** The options that make curl sign in, without a secret. */
	readonly curlCredentials: string;
	/** Observations that are no findings, such as traffic that belongs to no operation. */
	readonly notes: readonly string[];
	/** Every exchange, if the options asked to keep them. */
	readonly exchanges: readonly Exchange[];
	/** What a deviation was looked for in. */
	readonly judged: readonly JudgedResponse[];
	/** For formats that have room for it. */
	readonly details: RunDetails;
}

/** More about a run or a recording than its findings and cases. */
export interface RunDetails {
	readonly covered: CoveredNames;
	/** How sending went. Left out for a recording. */
	readonly sending?: SendingCounts;
}

/** What was unusual about sending, counted. */
export interface SendingCounts {
	/** The requests that were sent again, by the status that asked for it, such as `429`. */
	readonly retries: Readonly<Record<string, number>>;
	/** The requests that got no response, by reason. */
	readonly failures: Readonly<Record<string, number>>;
}

/** Prints a result, and depends on nothing else. */
export type Report = ReportFormat<ContractResult>;

/** Whether a finding fails the run. One that is known does not. */
export function fails(finding: Finding, strict: boolean): boolean {
	return (strict || finding.severity === "failure") && !isKnown(finding);
}

const EXIT_CODES: Readonly<Record<Verdict | ComparisonVerdict, 0 | 1 | 2>> = {
	conforms: 0,
	same: 0,
	findings: 1,
	differences: 1,
	incomplete: 2,
	"not-tested": 2,
	unreachable: 2,
};

/** The exit code for the result of a run, a recording or a comparison. 0: no findings. 1: findings. 2: nothing was proved. */
export function exitCodeOf({ verdict }: { readonly verdict: Verdict | ComparisonVerdict }): 0 | 1 | 2 {
	return EXIT_CODES[verdict];
}
