import { isAdminRequest } from "../operation/admin-path.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { bodyEncoding } from "../operation/request.ts";
import { wait } from "../operation/wait.ts";
import { type AccessRejection, createOriginRule, type OriginRule } from "./access.ts";
import { EVENT_STREAM, streamEvents } from "./event-stream.ts";
import { Events } from "./events.ts";
import { FaultError } from "./fault-error.ts";
import { Faults, type InjectedFaults } from "./faults.ts";
import { Recorder, type SandboxExchange, type SentResponse } from "./har.ts";
import type { SandboxRequest } from "./match.ts";
import type { Mutation, MutationContext, NextOptions } from "./mutations.ts";
import type { SandboxRunOptions } from "./options.ts";
import { ownResponse, readableByPage } from "./own-response.ts";
import type { Rejection } from "./policy.ts";
import { FAULT_HEADER, isPreflight } from "./preflight.ts";
import { createTrace, type RequestTrace } from "./request-trace.ts";
import { Responder } from "./respond.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { restoreSnapshot, takeSnapshot } from "./seed.ts";
import { throwLater } from "./throw-later.ts";
import { type PreActionDecision, Webhooks } from "./webhooks.ts";

const MIB = 1024 * 1024;

interface TracedResponse {
	readonly response: HttpResponse;
	readonly trace: RequestTrace;
}

type AdminHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** The way of every request: faults, mutations, the responder, the recorder. Adapters need nothing else of a sandbox. */
export class RequestPipeline {
	/** Bodies larger than this are rejected with 413. */
	readonly maxBodyBytes: number;
	readonly faults: Faults;
	readonly recorder: Recorder;
	readonly events: Events;
	readonly webhooks: Webhooks;
	readonly #runtime: SandboxRuntime;
	readonly #responder: Responder;
	readonly #options: SandboxRunOptions;
	readonly #originRule: OriginRule;
	readonly #sleep: (milliseconds: number) => Promise<void>;
	readonly #admin: AdminHandler;

	/** @param admin responds to the requests that are for the sandbox itself */
	constructor(runtime: SandboxRuntime, options: SandboxRunOptions, admin: AdminHandler) {
		this.#runtime = runtime;
		this.#options = options;
		this.#admin = admin;
		this.#responder = new Responder(runtime);
		this.#originRule = createOriginRule(options.allowedOrigins);
		this.#sleep = options.sleep ?? wait;
		this.maxBodyBytes = options.maxBodyBytes ?? MIB;
		this.faults = new Faults(Object.keys(runtime.api.operations), options.mutations, options.faults);
		this.recorder = new Recorder(options.record ?? 100);
		this.events = new Events(this.recorder, options.onError ?? throwLater);
		this.webhooks = new Webhooks(runtime, options, (delivery) => {
			this.events.record(delivery);
			options.onWebhook?.(delivery);
		});
		const changed = () => this.events.changed();
		this.faults.onChange = this.webhooks.onConfigure = runtime.store.onReplay = changed;
	}

	/**
	 * Responds to a request. Only a fault with latency and a webhook that asks about it make it wait: all else is done before this
	 * returns, without a promise, which would cost a caller in the same process more than the work itself.
	 */
	handle(request: SandboxRequest): SentResponse | Promise<SentResponse> {
		const rejected = this.checkPage(request);
		if (rejected) return { response: rejected, ending: "complete" };
		const responder = this.#responder;
		const started = this.#runtime.now();
		if (isAdminRequest(request)) return this.#administer(request, started);
		// A preflight that met a fault would keep the browser from sending the request that the fault is for.
		const injected = isPreflight(request) || request.actor ? undefined : this.#collectFaults(request);
		if (injected instanceof FaultError) return { response: rejectFault(request, injected), ending: "complete" };
		responder.concurrent++;
		let waiting: Promise<SentResponse> | undefined;
		try {
			const delivery =
				injected !== undefined && injected.latency > 0
					? this.#sleep(injected.latency).then(() => this.#askFirst(request, started, injected))
					: this.#askFirst(request, started, injected);
			if (!(delivery instanceof Promise)) return delivery;
			waiting = delivery.finally(() => {
				responder.concurrent--;
			});
			return waiting;
		} finally {
			if (waiting === undefined) responder.concurrent--;
		}
	}

	#administer(request: HttpRequest, started: number): SentResponse | Promise<SentResponse> {
		const response = this.#guard(request, started, () => this.#admin(request));
		if (response instanceof Promise) return response.then((delayed) => ({ response: delayed, ending: "complete" }));
		if (request.method !== "GET" || response.headers["content-type"] !== EVENT_STREAM) return { response, ending: "complete" };
		return { response, ending: "complete", stream: streamEvents(this.events, request.headers["last-event-id"]) };
	}

	/** Responds to a request when the webhooks that ask about it have their responses. */
	#askFirst(
		request: SandboxRequest,
		started: number,
		injected: InjectedFaults | undefined,
	): SentResponse | Promise<SentResponse> {
		const isCarriedOut = injected === undefined || !(injected.reset || injected.statusOverride);
		const preview = () => this.#runtime.store.preview(() => this.#respond(request, started));
		const decision = isCarriedOut ? this.webhooks.ask(preview) : undefined;
		return decision
			? decision.then((settled) => this.#deliver(request, started, injected, settled))
			: this.#deliver(request, started, injected);
	}

	#deliver(
		request: SandboxRequest,
		started: number,
		injected: InjectedFaults | undefined,
		decision?: PreActionDecision,
	): SentResponse {
		if (injected !== undefined) return this.#inject(request, started, injected, decision);
		return this.#finish(request, started, this.#respond(request, started, {}, decision), "complete");
	}

	/** The response to a request of a web page that may not use the sandbox; undefined for any other request. */
	checkPage(request: HttpRequest): HttpResponse | undefined {
		const rejection = this.#originRule(request.headers.origin);
		return rejection && this.rejectAccess(request, rejection);
	}

	/** The response to a request that may not use the sandbox. It is logged and recorded with what came. */
	rejectAccess(request: HttpRequest, { status, message, received }: AccessRejection): HttpResponse {
		const response = ownResponse(status, { error: message });
		const trace = createTrace(undefined);
		trace.notes = [`rejected: ${message}, got ${JSON.stringify(received)}`];
		return this.#finish(request, this.#runtime.now(), { response, trace }, "complete").response;
	}

	/** Whether the API has an operation for a request. */
	isDescribed(request: HttpRequest): boolean {
		return this.#responder.operationOf(request) !== undefined;
	}

	/** The response to a request that cannot be read. */
	reject(request: HttpRequest, rejection: Rejection): HttpResponse {
		return this.#responder.reject(request, rejection, this.#runtime.now());
	}

	#collectFaults(request: HttpRequest): InjectedFaults | FaultError | undefined {
		const { faults } = this;
		const header = request.headers[FAULT_HEADER];
		try {
			return faults.collect(faults.active ? this.#responder.operationOf(request) : undefined, header);
		} catch (error) {
			if (error instanceof FaultError) return error;
			throw error;
		}
	}

	#respond(request: SandboxRequest, started: number, options: NextOptions = {}, decision?: PreActionDecision): TracedResponse {
		const trace = createTrace(undefined);
		if (request.actor) trace.notes = [`by ${request.actor.name}`];
		const responder = this.#responder;
		if ((request.body?.length ?? 0) > this.maxBodyBytes) {
			return { response: responder.reject(request, { kind: "unreadable", status: 413 }, started), trace };
		}
		const encoding = bodyEncoding(request);
		if (encoding !== undefined) {
			trace.notes = [`body not read: its content-encoding is ${encoding}`];
			return { response: responder.reject(request, { kind: "unreadable", status: 415 }, started), trace };
		}
		const { request: changed = request, ...unchecked } = options;
		const respond = () => responder.respond(changed, trace, started, { ...unchecked, decision });
		return { response: this.#guard(request, started, respond), trace };
	}

	/** Calls a function that responds. After an error in the sandbox itself, the response is a 500. */
	#guard<Result>(request: HttpRequest, started: number, respond: () => Result): Result | HttpResponse {
		try {
			return respond();
		} catch (error) {
			if (!this.#options.onError) throw error;
			this.#options.onError(error);
			return this.#responder.reject(request, { kind: "status", status: 500 }, started);
		}
	}

	#inject(
		request: SandboxRequest,
		started: number,
		{ faults, mutations, statusOverride, reset, truncate }: InjectedFaults,
		decision: PreActionDecision | undefined,
	): SentResponse {
		const notes: string[] = [];
		const context = this.#mutationContext(request, notes);
		let traced: TracedResponse = { response: NO_RESPONSE, trace: { ...createTrace(context.operationId), faults } };
		if (reset) return this.#finish(request, started, traced, "reset");
		const last = (options?: NextOptions): HttpResponse => {
			if (statusOverride) return this.#responder.reject(request, { kind: "status", ...statusOverride }, started);
			traced = this.#respond(request, started, options, decision);
			return traced.response;
		};
		const response = chain(mutations, context, last)();
		const trace = { ...traced.trace, faults, notes: [...traced.trace.notes, ...notes] };
		return this.#finish(request, started, { response, trace }, truncate ? "truncated" : "complete");
	}

	#mutationContext(request: HttpRequest, notes: string[]): MutationContext {
		return {
			operationId: this.#responder.operationOf(request),
			request,
			snapshot: () => takeSnapshot(this.#runtime),
			restore: (snapshot) => restoreSnapshot(this.#runtime, snapshot),
			note: (text) => void notes.push(text),
		};
	}

	#finish(
		request: HttpRequest,
		started: number,
		{ response, trace }: TracedResponse,
		ending: SentResponse["ending"],
	): SentResponse {
		const elapsed = this.#runtime.now() - started;
		const exchange: SandboxExchange = { started, elapsed, request, response, ending, ...trace };
		this.events.record(exchange);
		this.#options.onExchange?.(exchange);
		return exchange;
	}
}

const NO_RESPONSE: HttpResponse = { status: 0, headers: {}, body: null };

function rejectFault(request: HttpRequest, { message }: FaultError): HttpResponse {
	return readableByPage(request, ownResponse(400, { error: `${FAULT_HEADER}: ${message}` }));
}

/** The outermost mutation is the one that was added first. */
function chain(
	mutations: readonly Mutation[],
	context: MutationContext,
	last: (options?: NextOptions) => HttpResponse,
): (options?: NextOptions) => HttpResponse {
	return mutations.reduceRight((next, mutation) => () => mutation(context, next), last);
}
