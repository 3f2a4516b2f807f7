import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { isAdminPath } from "./admin.ts";
import { Answerer, type Trace } from "./answerer.ts";
import { type Drift, type DriftContext, type DriftLeave, FaultError, Faults, type Strike } from "./faults.ts";
import { type Exchange, Recorder } from "./har.ts";
import type { SandboxOptions } from "./options.ts";
import type { Refusal, SandboxApi, SandboxPolicy } from "./policy.ts";

/** An answer, and whether it arrives whole. */
export interface Outcome {
	readonly response: HttpResponse;
	readonly ending: Exchange["ending"];
}

/** What adapters need: the answer with its ending, and answers to requests that cannot be read. */
export interface SandboxCore {
	readonly maxBodyBytes: number;
	exchange(request: HttpRequest): Outcome | Promise<Outcome>;
	refuse(request: HttpRequest, refusal: Refusal): HttpResponse;
}

/** The header of a request that asks for a fault of its own. */
const FAULT_HEADER = "x-sandbox-fault";
const MIB = 1024 * 1024;

interface Answered {
	readonly response: HttpResponse;
	readonly trace: Trace;
}

/** Lets requests be answered, with everything that goes on around it: faults, drifts, the recording. */
export class Exchanger implements SandboxCore {
	readonly maxBodyBytes: number;
	readonly answerer: Answerer;
	readonly faults: Faults;
	readonly recorder: Recorder;
	readonly #options: SandboxOptions;
	readonly #now: () => number;
	readonly #sleep: (milliseconds: number) => Promise<void>;
	readonly #admin: (request: HttpRequest) => HttpResponse;

	/** @param admin answers the requests that are for the sandbox itself */
	constructor(api: SandboxApi, policy: SandboxPolicy, options: SandboxOptions, admin: (request: HttpRequest) => HttpResponse) {
		this.#options = options;
		this.#admin = admin;
		this.#now = options.now ?? Date.now;
		this.#sleep = options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
		this.maxBodyBytes = options.maxBodyBytes ?? MIB;
		this.answerer = new Answerer(api, policy, { now: this.#now, random: options.random ?? Math.random });
		this.faults = new Faults(Object.keys(api.operations), options.drifts);
		this.recorder = new Recorder(options.record ?? 100);
		for (const fault of options.faults ?? []) this.faults.add(fault);
	}

	exchange(request: HttpRequest): Outcome | Promise<Outcome> {
		if (isAdminPath(request.url)) return { response: this.#admin(request), ending: "complete" };
		const { answerer, faults } = this;
		const started = this.#now();
		answerer.concurrent++;
		let waiting = false;
		try {
			const header = request.headers[FAULT_HEADER];
			const strike = faults.strike(faults.active ? answerer.operationOf(request) : undefined, header);
			if (strike === undefined) return this.#finish(request, started, this.#answer(request, started), "complete");
			if (strike.latency === 0) return this.#struck(request, started, strike);
			waiting = true;
			return this.#sleep(strike.latency)
				.then(() => this.#struck(request, started, strike))
				.finally(() => {
					answerer.concurrent--;
				});
		} catch (error) {
			if (!(error instanceof FaultError)) throw error;
			const body = JSON.stringify({ error: `${FAULT_HEADER}: ${error.message}` });
			const headers = { "content-type": "application/json; charset=utf-8" };
			return { response: { status: 400, headers, body }, ending: "complete" };
		} finally {
			if (!waiting) answerer.concurrent--;
		}
	}

	refuse(request: HttpRequest, refusal: Refusal): HttpResponse {
		return this.answerer.refuse(request, refusal, this.#now());
	}

	#answer(request: HttpRequest, started: number, leave: DriftLeave = {}): Answered {
		const trace: Trace = { operationId: undefined, ignored: [] };
		const { answerer } = this;
		if ((request.body?.length ?? 0) > this.maxBodyBytes) {
			return { response: answerer.refuse(request, { kind: "unreadable", status: 413 }, started), trace };
		}
		try {
			return { response: answerer.answer(leave.request ?? request, trace, started, leave.unchecked), trace };
		} catch (error) {
			if (!this.#options.onError) throw error;
			this.#options.onError(error);
			return { response: answerer.refuse(request, { kind: "forced", status: 500 }, started), trace };
		}
	}

	#struck(request: HttpRequest, started: number, { drifts, forced, reset, truncate }: Strike): Outcome {
		const context = this.#driftContext(request);
		let answered: Answered = { response: NO_ANSWER, trace: { operationId: context.operationId, ignored: [] } };
		if (reset) return this.#finish(request, started, answered, "reset");
		const last = (leave?: DriftLeave): HttpResponse => {
			if (forced) return this.answerer.refuse(request, { kind: "forced", ...forced }, started);
			answered = this.#answer(request, started, leave);
			return answered.response;
		};
		const response = chain(drifts, context, last)();
		return this.#finish(request, started, { ...answered, response }, truncate ? "truncated" : "complete");
	}

	#driftContext(request: HttpRequest): DriftContext {
		const { state } = this.answerer;
		return {
			operationId: this.answerer.operationOf(request),
			request,
			snapshot: () => state.snapshot(),
			restore: (snapshot) => state.restore(snapshot),
		};
	}

	#finish(request: HttpRequest, started: number, { response, trace }: Answered, ending: Outcome["ending"]): Outcome {
		const { operationId, ignored } = trace;
		const exchange: Exchange = { started, elapsed: this.#now() - started, request, response, ending, operationId, ignored };
		this.recorder.add(exchange);
		this.#options.onExchange?.(exchange);
		return exchange;
	}
}

const NO_ANSWER: HttpResponse = { status: 0, headers: {}, body: null };

/** The outermost drift is the one that was added first. */
function chain(
	drifts: readonly Drift[],
	context: DriftContext,
	last: (leave?: DriftLeave) => HttpResponse,
): (leave?: DriftLeave) => HttpResponse {
	return drifts.reduceRight((next, drift) => () => drift(context, next), last);
}
