import type { BrokenRule, Exchange } from "../exchange.ts";
import type { Deviation, Finding } from "../judge/finding.ts";
import type { CaseKind, Skip } from "../plan/case.ts";
import type { Coverage } from "./coverage.ts";

/**
 * What a run comes to: the target `conforms`; there are `findings`; `incomplete`: none so far, but the run ended before its last
 * case; `not-tested`: nothing got past authentication or 404, so that nothing was proved; `unreachable`: nothing was answered at all.
 */
export type Verdict = "conforms" | "findings" | "incomplete" | "not-tested" | "unreachable";

export interface CaseResult {
	readonly id: string;
	readonly kind: CaseKind | "recorded" | "compared";
	readonly proves: string;
	readonly operationIds: readonly string[];
	readonly outcome: "passed" | "failed";
	/** What was found in it: positions in the findings of the outcome, from 0. */
	readonly findings: readonly number[];
	readonly requests: number;
	/** Milliseconds. */
	readonly elapsed: number;
	readonly rule?: BrokenRule;
}

/** The outcome of a run, a recording or a comparison, without a secret in it: every report is a function of this. */
export interface Outcome {
	readonly verdict: Verdict;
	/** What was tested, in words. */
	readonly target: string;
	/** Severities besides `failure` count too. */
	readonly strict: boolean;
	readonly findings: readonly Deviation[];
	readonly cases: readonly CaseResult[];
	readonly skips: readonly Skip[];
	/** Undefined where descriptions were compared: that puts nothing to the test. */
	readonly coverage?: Coverage;
	readonly requests: number;
	/** When the run began, milliseconds since 1970, and how long it took. */
	readonly started: number;
	readonly elapsed: number;
	/** The options of curl that sign in, without a secret in them. */
	readonly curlCredentials: string;
	/** Things that were seen and are no deviation, such as traffic that belongs to no operation. */
	readonly notes: readonly string[];
	/** Every exchange, where they were asked for. */
	readonly exchanges: readonly Exchange[];
}

/** The outcome of exchanges: of a run or a recording. */
export interface ContractResult extends Outcome {
	readonly findings: readonly Finding[];
	readonly coverage: Coverage;
}

/** Whether a finding fails the run. */
export function fails(finding: Deviation, strict: boolean): boolean {
	return strict || finding.severity === "failure";
}

/** 0: conforms. 1: findings. 2: nothing could be proved. */
export function exitCodeOf({ verdict }: Pick<Outcome, "verdict">): 0 | 1 | 2 {
	return verdict === "conforms" ? 0 : verdict === "findings" ? 1 : 2;
}
