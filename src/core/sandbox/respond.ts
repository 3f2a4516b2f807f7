import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { splitUrl } from "../operation/split-url.ts";
import { handle } from "./handlers/index.ts";
import { matchRequest, type SandboxRequest } from "./match.ts";
import type { NextOptions } from "./mutations.ts";
import type { JsonResponse, Rejection } from "./policy.ts";
import { applyDecision } from "./pre-action-decision.ts";
import { allowFaultHeader } from "./preflight.ts";
import type { RequestTrace } from "./request-trace.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { validateRequest } from "./validate.ts";
import type { PreActionDecision } from "./webhooks.ts";

/** How a request is responded to. */
export interface RespondOptions extends Pick<NextOptions, "unchecked"> {
	/** What the receiver of webhooks says to it. */
	readonly decision?: PreActionDecision | undefined;
}

/** Responds to requests of the API: match, authenticate, validate, handle. Nothing waits. */
export class Responder {
	/** The number of requests in flight. */
	concurrent = 0;
	readonly #runtime: SandboxRuntime;

	constructor(runtime: SandboxRuntime) {
		this.#runtime = runtime;
	}

	/** The operation that a request is for. */
	operationOf(request: HttpRequest): string | undefined {
		const match = this.#runtime.router.find(request.method, splitUrl(request.url));
		return match && "operationId" in match ? match.operationId : undefined;
	}

	/** @param started when the request came in, milliseconds since 1970 */
	respond(request: SandboxRequest, trace: RequestTrace, started: number, options: RespondOptions = {}): HttpResponse {
		return this.#write(request, this.#handle(request, trace, started, options), started);
	}

	/** Rejects a request without looking at it. */
	reject(request: HttpRequest, rejection: Rejection, started: number): HttpResponse {
		return this.#write(request, this.#runtime.policy.reject(rejection), started);
	}

	#handle(
		request: SandboxRequest,
		trace: RequestTrace,
		started: number,
		{ unchecked = [], decision }: RespondOptions,
	): JsonResponse {
		const { policy } = this.#runtime;
		const matched = matchRequest(this.#runtime, request, splitUrl(request.url), trace);
		if ("status" in matched) return matched;
		const { operationId, operation } = matched.view;
		trace.operationId = operationId;
		const needed = operation.secured && !unchecked.includes("credentials");
		const account = request.actor?.account ?? policy.authenticate(request) ?? (needed ? undefined : policy.account);
		if (account === undefined) return policy.reject({ kind: "unauthorized" });
		const context = validateRequest(this.#runtime, matched, account, started, unchecked, trace);
		if ("status" in context) return context;
		return (decision && applyDecision(this.#runtime, context, decision, trace)) ?? handle(this.#runtime, context);
	}

	#write(request: HttpRequest, response: JsonResponse, started: number): HttpResponse {
		const { policy, now, random } = this.#runtime;
		const { status } = response;
		const hasBody = response.body !== undefined;
		const elapsed = Math.max(0, now() - started);
		const headers = policy.headers({ request, status, hasBody, elapsed, concurrent: this.concurrent, random });
		if (response.headers) Object.assign(headers, response.headers);
		const body = hasBody && request.method !== "HEAD" ? JSON.stringify(response.body) : null;
		return { status, headers: allowFaultHeader(request, headers), body };
	}
}
