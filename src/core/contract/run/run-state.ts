import type { Exchange, Step } from "../exchange.ts";
import type { CheckContext } from "../judge/check.ts";
import { FindingList, judge } from "../judge/judge.ts";
import type { Case, Skip } from "../plan/case.ts";
import { CoverageCounter } from "../report/coverage.ts";
import type { CaseResult, Verdict } from "../report/result.ts";
import { ResponseLog } from "./response-log.ts";
import type { RunOptions } from "./run-options.ts";
import { skipOf } from "./select.ts";
import { BUDGET_EXHAUSTED } from "./sender.ts";

/** The results of a run so far, and whether it goes on. */
export class RunState {
	readonly findings = new FindingList();
	readonly coverage: CoverageCounter;
	/** By case id, in the order in which the cases ended. */
	readonly results = new Map<string, CaseResult>();
	/** The cases that could not go on. */
	readonly skips: Skip[] = [];
	/** Every exchange, if the options ask for them. */
	readonly exchanges: Exchange[] = [];
	readonly #context: CheckContext;
	readonly #options: RunOptions;
	readonly #responses = new ResponseLog();
	#stopped: string | undefined;

	constructor(context: CheckContext, options: RunOptions) {
		this.#context = context;
		this.#options = options;
		this.coverage = new CoverageCounter(context.api);
	}

	/** Why no further case is started; undefined while the run goes on. */
	get stopped(): string | undefined {
		return this.#stopped;
	}

	/** Starts no further case. The first reason counts. */
	stop(reason: string): void {
		this.#stopped ??= reason;
	}

	/**
	 * Judges a case that ended.
	 *
	 * @param skipReason why the case could not go on; its exchanges until then are judged all the same
	 * @returns undefined for a skipped case without a failure
	 */
	addCase(testCase: Case, steps: readonly Step[], skipReason: string | undefined, elapsed: number): CaseResult | undefined {
		for (const step of steps) this.#addStep(step);
		if (skipReason === undefined) this.coverage.addCase(testCase);
		const { id, kind, proves, operationIds, rule } = testCase;
		const findings = [...new Set(judge(steps, this.#context).map((result) => this.findings.add(result, id)))];
		const failed = findings.some((position) => this.findings.fails(position, this.#options.strict ?? false));
		if (skipReason !== undefined && !failed) {
			this.skips.push(skipOf(testCase, skipReason));
			return undefined;
		}
		if (failed && this.#options.bail) this.stop("another case failed before");
		const outcome = failed ? "failed" : "passed";
		const requests = steps.length;
		const result: CaseResult = { id, kind, proves, operationIds, outcome, findings, requests, elapsed, ...(rule && { rule }) };
		this.results.set(id, result);
		return result;
	}

	#addStep(step: Step): void {
		this.#responses.add(step);
		if (this.#responses.isSilent) this.stop("the target stopped responding");
		this.coverage.addStep(step);
		if (this.#options.keepExchanges) this.exchanges.push(step.exchange);
	}

	/** The verdict on the run, if it ended now. */
	verdict(): Verdict {
		const { only, strict = false } = this.#options;
		if (this.#responses.isUnreachable) return "unreachable";
		if (this.results.size === 0 || this.#responses.provesNothing(only !== undefined)) return "not-tested";
		if (this.findings.all.some((_, position) => this.findings.fails(position, strict))) return "findings";
		const isCut = this.stopped !== undefined || this.skips.some(({ reason }) => reason === BUDGET_EXHAUSTED);
		return isCut ? "incomplete" : "conforms";
	}
}
