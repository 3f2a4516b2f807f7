import { type Exchange, type Step, statusOf } from "../exchange.ts";
import type { CheckContext } from "../judge/check.ts";
import { FindingList, judge } from "../judge/judge.ts";
import { type Case, type Skip, skipOf } from "../plan/case.ts";
import { CoverageCounter } from "../report/coverage.ts";
import { JudgedResponses } from "../report/judged-responses.ts";
import { type CaseResult, fails, type Verdict } from "../report/result.ts";
import type { RunOptions } from "./run-options.ts";
import { selectOperations } from "./selection.ts";
import { BUDGET_EXHAUSTED } from "./sender.ts";

/** Statuses that prove nothing about the contract: no response, no access, or no resource. */
const UNINFORMATIVE_STATUSES = new Set([0, 401, 403, 404]);

/** The results of a run so far, and whether it goes on. */
export class RunState {
	readonly findings = new FindingList();
	readonly coverage: CoverageCounter;
	readonly judged = new JudgedResponses();
	/** By case id, in the order in which the cases ended. */
	readonly results = new Map<string, CaseResult>();
	/** The cases that could not go on. */
	readonly skips: Skip[] = [];
	/** The cases whose requests were not sent as planned, so that they proved nothing. */
	readonly unproved: Skip[] = [];
	/** Every exchange, if the options ask for them. */
	readonly exchanges: Exchange[] = [];
	/** Why no further case is started; undefined while the run goes on. */
	stopped: string | undefined;
	readonly #context: CheckContext;
	readonly #options: RunOptions;
	/** The received statuses; 0 stands for no response. */
	readonly #statuses = new Set<number>();
	/** Whether any request needed access to prove something. */
	#neededAccess = false;

	constructor(context: CheckContext, options: RunOptions) {
		this.#context = context;
		this.#options = options;
		this.coverage = new CoverageCounter(context.api, selectOperations(context.api, options));
	}

	/** Starts no further case. The first reason counts. */
	stop(reason: string): void {
		this.stopped ??= reason;
	}

	/**
	 * Judges a case that ended.
	 *
	 * @param skipReason why the case could not go on; its exchanges until then are judged all the same
	 * @returns undefined for a skipped case without a failure
	 */
	addCase(testCase: Case, steps: readonly Step[], skipReason: string | undefined, elapsed: number): CaseResult | undefined {
		for (const step of steps) this.#addStep(step);
		// A server that failed has proved nothing; what it did not prove is not covered.
		if (skipReason === undefined && steps.every((step) => statusOf(step) < 500)) this.coverage.addCase(testCase);
		const { id, kind, proves, operationIds, rule } = testCase;
		const findings = [...new Set(judge(steps, this.#context).map((result) => this.findings.add(result, id)))];
		const failed = findings.some((position) => this.findings.fails(position, this.#options.strict ?? false));
		if (skipReason !== undefined && !failed) {
			this.skips.push(skipOf(testCase, skipReason));
			return undefined;
		}
		for (const step of steps) this.coverage.addStep(step);
		if (failed && this.#options.bail) this.stop("another case failed before");
		const outcome = failed ? "failed" : "passed";
		const requests = steps.length;
		const result: CaseResult = { id, kind, proves, operationIds, outcome, findings, requests, elapsed, ...(rule && { rule }) };
		this.results.set(id, result);
		return result;
	}

	#addStep(step: Step): void {
		this.#statuses.add(statusOf(step));
		this.#neededAccess ||= step.expect.kind === "success" || step.expect.kind === "rejected";
		this.judged.add(step.exchange);
		if (this.#options.keepExchanges) this.exchanges.push(step.exchange);
	}

	/** The verdict on the run, if it ended now. */
	verdict(): Verdict {
		const verdict = this.verdictWithoutFindings();
		if (verdict === "unreachable" || verdict === "not-tested") return verdict;
		return this.findings.all.some((finding) => fails(finding, this.#options.strict ?? false)) ? "findings" : verdict;
	}

	/** The same if no finding failed the run. */
	verdictWithoutFindings(): Verdict {
		const { only } = this.#options;
		if (this.#statuses.size === 1 && this.#statuses.has(0)) return "unreachable";
		// A selection of nothing but rejections is proved by them.
		const isInformative =
			(only !== undefined && !this.#neededAccess) || [...this.#statuses].some((status) => !UNINFORMATIVE_STATUSES.has(status));
		if (this.results.size === 0 || !isInformative) return "not-tested";
		const isCut = this.stopped !== undefined || this.skips.some(({ reason }) => reason === BUDGET_EXHAUSTED);
		return isCut || this.unproved.length > 0 ? "incomplete" : "conforms";
	}
}
