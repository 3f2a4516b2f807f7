import type { GeneratedApi } from "../../operation/generated-api.ts";
import { Resources } from "../../operation/resources.ts";
import type { Exchange, Step } from "../exchange.ts";
import { statusOf } from "../exchange.ts";
import type { Finding } from "../judge/finding.ts";
import { FindingList, judge } from "../judge/judge.ts";
import type { Case, Skip } from "../plan/case.ts";
import { planCases } from "../plan/cases/index.ts";
import type { ContractPolicy, Credentials } from "../policy.ts";
import { CoverageCounter } from "../report/coverage.ts";
import { createRedact, redactExchange, redactFinding } from "../report/redact.ts";
import { type CaseResult, type ContractResult, fails, type Verdict } from "../report/result.ts";
import { type Bench, type Send, Session, SkipError, USED_UP } from "./session.ts";

/** What is tested. */
export interface Target {
	/** What it is called in reports. */
	readonly name: string;
	readonly send: Send;
	readonly credentials: Credentials;
	/** Where every operation stands; the operations' own servers when left out. */
	readonly baseUrl?: string;
	/** Path parameters that have to have these values; the others are made up. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** What was there before is still there, and what is created stays: collections are not a case's own. */
	readonly shared?: boolean;
}

export interface RunOptions {
	/** Runs only cases whose id contains one of these texts. */
	readonly only?: readonly string[];
	/** Runs only cases that are about one of these operations. */
	readonly operations?: readonly string[];
	/** Stops after the first case that fails. */
	readonly bail?: boolean;
	/** How many cases run at the same time; 4 by default. */
	readonly concurrency?: number;
	/** Fails also for what is additive or absent. */
	readonly strict?: boolean;
	/** Runs no case that writes, or would if the target took what it must refuse. */
	readonly readOnly?: boolean;
	/** The most requests to send; no limit by default. */
	readonly maxRequests?: number;
	/** Deletes what cases created, where the API can. */
	readonly cleanUp?: boolean;
	/** Keeps every exchange in the result. */
	readonly keepExchanges?: boolean;
	/** A number from 0 to below 1; `Math.random` by default. Identifiers are made of it. */
	readonly random?: () => number;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
	/** Waits so many milliseconds, after a 429. */
	readonly sleep?: (milliseconds: number) => Promise<void>;
	/** Is told when a case is done. */
	readonly onCase?: (result: CaseResult, done: number, total: number) => void;
}

/** How many requests in a row without any answer, or with none but 429, are enough to give up. */
const ENOUGH = 8;

/** A wish that no case can fulfil, such as an operation that does not exist. */
export class SelectionError extends Error {
	override readonly name = "SelectionError";
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Lists what a run would try. @throws {SelectionError} where the options leave nothing */
export function planRun(api: GeneratedApi, policy: ContractPolicy, target: Target, options: RunOptions = {}) {
	return new Run(api, policy, target, options).plan;
}

/**
 * Tests a target against the description.
 *
 * @throws {SelectionError} where the options leave nothing to run
 */
export function runContract(
	api: GeneratedApi,
	policy: ContractPolicy,
	target: Target,
	options: RunOptions = {},
): Promise<ContractResult> {
	return new Run(api, policy, target, options).run();
}

class Run {
	readonly plan: { readonly cases: readonly Case[]; readonly skips: readonly Skip[] };
	readonly #bench: Bench;
	readonly #options: RunOptions;
	readonly #target: Target;
	readonly #planned: readonly (Case | Skip)[];
	readonly #coverage: CoverageCounter;
	readonly #findings = new FindingList();
	readonly #results: (CaseResult | undefined)[] = [];
	readonly #skipped: Skip[] = [];
	readonly #exchanges: Exchange[] = [];
	readonly #statuses = new Set<number>();
	/** Whether any request was meant to get past authentication, and to find something. */
	#asksForMore = false;
	#requests = 0;
	/** The operations of the last requests, as long as none of them had an answer of use. */
	#unheard: string[] = [];
	/** Why the run ends before its last case. */
	#stopped: string | undefined;
	readonly #begun = new Set<number>();

	constructor(api: GeneratedApi, policy: ContractPolicy, target: Target, options: RunOptions) {
		const { maxRequests = Number.POSITIVE_INFINITY } = options;
		this.#options = options;
		this.#target = target;
		this.#coverage = new CoverageCounter(api);
		const resources = new Resources(api, policy);
		this.#bench = {
			api,
			policy,
			context: { api, policy, resources },
			resources,
			credentials: target.credentials,
			send: target.send,
			baseUrl: target.baseUrl,
			parameters: target.parameters ?? {},
			shared: target.shared ?? false,
			readOnly: options.readOnly ?? false,
			random: options.random ?? Math.random,
			now: options.now ?? Date.now,
			sleep: options.sleep ?? wait,
			spend: () => {
				if (this.#requests >= maxRequests) return false;
				this.#requests++;
				return true;
			},
		};
		const plan = planCases(this.#bench);
		this.#planned = [...plan.cases, ...plan.skips];
		this.plan = select(plan, options, Object.keys(api.operations));
	}

	async run(): Promise<ContractResult> {
		const { now } = this.#bench;
		const started = now();
		const { cases } = this.plan;
		let next = 0;
		const work = async () => {
			while (next < cases.length && this.#stopped === undefined) {
				const index = next++;
				this.#begun.add(index);
				const one = cases[index];
				if (one !== undefined) await this.#runCase(one, index).catch(stop);
			}
		};
		const errors: unknown[] = [];
		// What is a mistake of ours, or of who watches, must not leave the others at work.
		const stop = (error: unknown) => {
			errors.push(error);
			this.#stopped ??= "the run broke off";
		};
		const workers = this.#bench.shared ? 1 : Math.max(1, this.#options.concurrency ?? 4);
		await Promise.all(Array.from({ length: workers }, work));
		if (errors.length > 0) throw errors[0];
		return this.#finish(started, now() - started);
	}

	async #runCase(one: Case, index: number): Promise<void> {
		const { now, context } = this.#bench;
		const started = now();
		const session = new Session(this.#bench);
		const skipped = await this.#attempt(one, session);
		for (const step of session.steps) this.#note(step);
		if (skipped === undefined) this.#coverage.addCase(one);
		const findings = [...new Set(judge(session.steps, context).map((judged) => this.#findings.add(judged, one.id)))];
		const failed = findings.some((position) => this.#findings.fails(position, this.#options.strict ?? false));
		if (skipped !== undefined && !failed) {
			this.#skipped.push(skipOf(one, skipped));
			return;
		}
		const { id, kind, proves, operationIds, rule } = one;
		const outcome = failed ? "failed" : "passed";
		const requests = session.steps.length;
		const elapsed = now() - started;
		const result: CaseResult = { id, kind, proves, operationIds, outcome, findings, requests, elapsed, ...(rule && { rule }) };
		this.#results[index] = result;
		if (failed && this.#options.bail) this.#stopped ??= "another case failed before";
		this.#options.onCase?.(result, this.#results.filter(Boolean).length, this.plan.cases.length);
	}

	/**
	 * Runs a case to its end, or to where it turns out not to be possible; what was exchanged until then is judged all the same.
	 *
	 * @returns why it came to no end
	 */
	async #attempt(one: Case, session: Session): Promise<string | undefined> {
		try {
			await one.run(session);
			return undefined;
		} catch (error) {
			if (!(error instanceof SkipError)) throw error;
			return error.message;
		} finally {
			if (this.#options.cleanUp) await session.cleanUp();
		}
	}

	#note(step: Step): void {
		const status = statusOf(step);
		this.#statuses.add(status);
		this.#asksForMore ||= step.expect.kind === "success" || step.expect.kind === "refused";
		// Nobody is there, or lets us in any more: it need not be found out a hundred times, each after a time-out. One operation
		// that does not answer says nothing of the others.
		this.#unheard = status === 0 || status === 429 ? [...this.#unheard, step.exchange.operationId] : [];
		if (this.#unheard.length >= ENOUGH) {
			const isAlone = new Set(this.#unheard).size === 1 && this.#statuses.size > 1;
			if (!isAlone) this.#stopped ??= "the target stopped answering";
		}
		this.#coverage.addStep(step);
		if (this.#options.keepExchanges) this.#exchanges.push(step.exchange);
	}

	#finish(started: number, elapsed: number): ContractResult {
		const { strict = false } = this.#options;
		const { credentials, name } = this.#target;
		const redact = createRedact(credentials.secrets, credentials.masks);
		const findings = this.#findings.all.map((finding) => redactFinding(finding, redact, credentials.valid));
		const cases = this.#results.filter((result) => result !== undefined);
		return {
			verdict: this.#verdict(findings, cases),
			target: redact(name),
			strict,
			findings,
			cases,
			skips: [...this.plan.skips, ...this.#skipped, ...this.#unrun()],
			coverage: this.#coverage.finish(this.#planned),
			requests: this.#requests,
			started,
			elapsed,
			curlCredentials: credentials.curl,
			notes: [],
			exchanges: this.#exchanges.map((exchange) => redactExchange(exchange, redact, credentials.valid)),
		};
	}

	/** The cases that were left when the run was stopped. */
	#unrun(): Skip[] {
		const left = this.plan.cases.filter((_, index) => !this.#begun.has(index));
		return left.map((one) => skipOf(one, this.#stopped ?? "the run was stopped"));
	}

	#verdict(findings: readonly Finding[], cases: readonly CaseResult[]): Verdict {
		const { only, strict = false } = this.#options;
		const statuses = [...this.#statuses];
		if (statuses.length > 0 && statuses.every((status) => status === 0)) return "unreachable";
		// Who asks for nothing but refusals gets what was asked for.
		const wanted = only !== undefined && !this.#asksForMore;
		if (cases.length === 0 || (!wanted && statuses.every((status) => TURNED_AWAY.has(status)))) return "not-tested";
		if (findings.some((finding) => fails(finding, strict))) return "findings";
		const isCut = this.#stopped !== undefined || this.#skipped.some(({ reason }) => reason === USED_UP);
		return isCut ? "incomplete" : "conforms";
	}
}

function skipOf({ id, kind, operationIds, rule }: Case, reason: string): Skip {
	return { id, kind, operationIds, reason, ...(rule && { rule }) };
}

/** Answers that say nothing about the contract: who is not let in, or finds nothing, has seen nothing. */
const TURNED_AWAY = new Set([0, 401, 403, 404]);

function select(plan: { cases: readonly Case[]; skips: readonly Skip[] }, options: RunOptions, operationIds: readonly string[]) {
	const { only, operations, readOnly } = options;
	const stranger = operations?.find((id) => !operationIds.includes(id));
	if (stranger !== undefined)
		throw new SelectionError(`no operation is called ${stranger}; there are ${operationIds.join(", ")}`);
	const wanted = ({ id, operationIds: about }: Case | Skip) =>
		(only === undefined || only.some((text) => id.includes(text))) &&
		(operations === undefined || about.some((operationId) => operations.includes(operationId)));
	const cases = plan.cases.filter(wanted);
	if (cases.length === 0) throw new SelectionError("no case is left to run; --list shows them all");
	const writing = readOnly ? cases.filter(({ writes }) => writes) : [];
	const reason = "it writes, and nothing may be written";
	const skips = writing.map((one) => skipOf(one, reason));
	return { cases: cases.filter((one) => !writing.includes(one)), skips: [...plan.skips.filter(wanted), ...skips] };
}
