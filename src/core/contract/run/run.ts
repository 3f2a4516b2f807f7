import { countOf } from "../../operation/count-of.ts";
import { encodedForms } from "../../operation/encoded-forms.ts";
import type { GeneratedApi } from "../../operation/generated-api.ts";
import { groupBy } from "../../operation/group-by.ts";
import { withoutSlash } from "../../operation/rebase-url.ts";
import { createRedactor, type Redact } from "../../operation/redact.ts";
import { Resources } from "../../operation/resources.ts";
import { type Case, type Plan, type Skip, skipOf } from "../plan/case.ts";
import { planCases } from "../plan/cases/index.ts";
import { SeenIdentifiers } from "../plan/identifiers.ts";
import { planReceiverCases } from "../plan/receiver-cases/index.ts";
import type { ContractPolicy } from "../policy.ts";
import { redactExchange, redactFinding, secretsOf } from "../report/redact.ts";
import type { ContractResult } from "../report/result.ts";
import { missingEvidence } from "./evidence.ts";
import type { RunContext } from "./run-context.ts";
import type { RunOptions } from "./run-options.ts";
import { RunState } from "./run-state.ts";
import { SelectionError, selectOperations } from "./selection.ts";
import { Sender, SkipError } from "./sender.ts";
import { READ_ONLY, Session } from "./session.ts";
import { Silence, STOPPED_RESPONDING } from "./silence.ts";
import { givenParameter, type Target } from "./target.ts";

/**
 * Lists the cases and skips of a run. No request is sent.
 *
 * @throws {SelectionError} if the options select no case
 */
export function planRun(api: GeneratedApi, policy: ContractPolicy, target: Target, options: RunOptions = {}): Plan {
	return prepare(api, policy, target, options).selected;
}

/**
 * Tests a target against the description.
 *
 * @returns the result, whatever the target sends; it rejects only with an error of `onCase` or a mistake in this package
 * @throws {SelectionError} at once, if the options select no case
 */
export function runContract(
	api: GeneratedApi,
	policy: ContractPolicy,
	target: Target,
	options: RunOptions = {},
): Promise<ContractResult> {
	return execute(prepare(api, policy, target, options), options);
}

interface PreparedRun {
	readonly context: RunContext;
	/** All cases and skips, of the selected operations at least. */
	readonly planned: readonly (Case | Skip)[];
	readonly selected: Plan;
}

function prepare(api: GeneratedApi, policy: ContractPolicy, target: Target, options: RunOptions): PreparedRun {
	const context: RunContext = {
		api,
		policy,
		target,
		baseUrl: target.baseUrl && withoutSlash(target.baseUrl),
		resources: new Resources(api, policy),
		sender: new Sender({ ...options, send: target.send }),
		silence: new Silence(),
		selected: selectOperations(api, options),
		readOnly: options.readOnly ?? false,
		random: options.random ?? Math.random,
		seen: new SeenIdentifiers(),
	};
	for (const id of Object.values(target.parameters ?? {})) context.seen.add(id);
	const plan = policy.receiver ? planReceiverCases(context) : planCases(context);
	return { context, planned: [...plan.cases, ...plan.skips], selected: select(plan, options, context.selected) };
}

/**
 * Selects the cases and skips of a plan.
 *
 * @param selected the ids of the operations to test
 * @throws {SelectionError} if no case is left
 */
function select(plan: Plan, { only, readOnly }: RunOptions, selected: readonly string[]): Plan {
	const isSelected = ({ id, operationIds: tested }: Case | Skip) =>
		(only === undefined || only.some((text) => id.includes(text))) &&
		tested.some((operationId) => selected.includes(operationId));
	const cases = plan.cases.filter(isSelected);
	if (cases.length === 0) throw new SelectionError("no case is left to run; --list shows them all");
	const writing = readOnly ? cases.filter(({ writes }) => writes) : [];
	return {
		cases: cases.filter((testCase) => !writing.includes(testCase)),
		skips: [...plan.skips.filter(isSelected), ...writing.map((testCase) => skipOf(testCase, READ_ONLY))],
	};
}

async function execute({ context, planned, selected }: PreparedRun, options: RunOptions): Promise<ContractResult> {
	const { credentials, name, shared } = context.target;
	const { now = Date.now, concurrency = 4, onCase, cleanUp = false } = options;
	const state = new RunState(context, options);
	const started = now();
	const runCase = async (testCase: Case) => {
		const caseStarted = now();
		const session = new Session(context);
		const cutReason = await attempt(testCase, session, cleanUp);
		const lack = cutReason === undefined ? missingEvidence(testCase, session.steps, context) : undefined;
		if (context.silence.isTotal) state.stop(STOPPED_RESPONDING);
		const result = state.addCase(testCase, session.steps, cutReason ?? lack, now() - caseStarted);
		if (result !== undefined) onCase?.(result, state.results.size, selected.cases.length);
		else if (lack !== undefined) state.unproved.push(skipOf(testCase, lack));
	};
	const together = selected.cases.filter((testCase) => !needsTurn(testCase, context));
	const inTurn = selected.cases.filter((testCase) => needsTurn(testCase, context));
	await drain(together, shared ? 1 : Math.max(1, concurrency), state, runCase);
	await drain(inTurn, 1, state, runCase);
	const unrun = [...together, ...inTurn].map((testCase) => skipOf(testCase, state.stopped ?? "the run was stopped"));
	const redact = createRedactor(secretsOf(credentials), encodedForms);
	const { requests, retries, failures } = context.sender;
	const { coverage, covered } = state.coverage.finish(planned);
	return {
		verdict: state.verdict(),
		verdictWithoutFindings: state.verdictWithoutFindings(),
		target: redact(name),
		strict: options.strict ?? false,
		findings: state.findings.all.map((finding) => redactFinding(finding, redact, credentials.valid)),
		cases: selected.cases.flatMap(({ id }) => state.results.get(id) ?? []),
		skips: [...selected.skips, ...state.skips, ...unrun],
		coverage,
		requests,
		started,
		elapsed: now() - started,
		curlCredentials: credentials.curl,
		notes: describeUnproved(state.unproved),
		exchanges: state.exchanges.map((exchange) => redactExchange(exchange, redact, credentials.valid)),
		judged: state.judged.list(),
		details: { covered, sending: { retries: Object.fromEntries(retries), failures: redactNames(failures, redact) } },
	};
}

function redactNames(counts: ReadonlyMap<string, number>, redact: Redact): Record<string, number> {
	return Object.fromEntries([...counts].map(([name, count]) => [redact(name), count]));
}

/** Notes, so that every report names the cases whose requests were sent otherwise than planned, and what they lacked. */
function describeUnproved(skips: readonly Skip[]): string[] {
	return [...groupBy(skips, ({ reason }) => reason)].map(([reason, cases]) => {
		return `${countOf(cases.length, "case")} proved nothing, as ${reason}: ${cases.map(({ id }) => id).join(", ")}`;
	});
}

/** Whether a case changes a resource that other cases see: one that is alone, and below no parent of the case's own. */
function needsTurn({ operationIds, writes }: Case, { resources, target }: RunContext): boolean {
	const views = writes ? operationIds.map((operationId) => resources.view(operationId)) : [];
	return views.some(({ operationId, type, parameters }) => {
		return type.singleton && parameters.every(({ name }) => givenParameter(target, operationId, name) !== undefined);
	});
}

/**
 * Runs the cases of a queue with several workers, until it is empty or the run is stopped.
 *
 * @throws the first error of a case or its observer, when every worker has ended
 */
async function drain(queue: Case[], workers: number, state: RunState, runCase: (testCase: Case) => Promise<void>) {
	const errors: unknown[] = [];
	const work = async () => {
		while (state.stopped === undefined) {
			const testCase = queue.shift();
			if (testCase === undefined) return;
			await runCase(testCase).catch((error: unknown) => {
				errors.push(error);
				state.stop("an error ended the run");
			});
		}
	};
	await Promise.all(Array.from({ length: workers }, work));
	if (errors.length > 0) throw errors[0];
}

/** Runs a case to its end, or until it cannot go on. Returns the reason for the latter. */
async function attempt(testCase: Case, session: Session, cleanUp: boolean): Promise<string | undefined> {
	try {
		await testCase.run(session);
		return undefined;
	} catch (error) {
		if (!(error instanceof SkipError)) throw error;
		return error.message;
	} finally {
		if (cleanUp) await session.cleanUp();
	}
}
