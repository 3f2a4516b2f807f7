import type { RequestParts } from "../operation/arguments.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { decodeParts } from "../operation/request.ts";
import { type RequestPart, violationsOf } from "../operation/violation.ts";
import { carryOut, type Workshop } from "./actions.ts";
import type { DriftLeave } from "./faults.ts";
import { Payloads } from "./payload.ts";
import type { Answer, Refusal, SandboxApi, SandboxPolicy } from "./policy.ts";
import type { Random } from "./random.ts";
import { ResourceTypes, type View } from "./resource-types.ts";
import { type RouteMatch, Router } from "./routes.ts";
import { State } from "./state.ts";
import { type SplitUrl, splitUrl } from "./url.ts";

/** What is found out about a request while it is answered, for logs. */
export interface Trace {
	operationId: string | undefined;
	/** Fields of the body that the description does not know. They were ignored. */
	ignored: readonly string[];
}

/** Answers requests: path, credentials, validation, action, in this order. Everything happens at once, nothing waits. */
export class Answerer {
	readonly state: State;
	/** How many requests are being answered. */
	concurrent = 0;
	readonly #api: SandboxApi;
	readonly #policy: SandboxPolicy;
	readonly #router: Router;
	readonly #workshop: Workshop;
	readonly #now: () => number;
	readonly #random: Random;

	constructor(api: SandboxApi, policy: SandboxPolicy, { now, random }: { now: () => number; random: Random }) {
		this.#api = api;
		this.#policy = policy;
		this.#now = now;
		this.#random = random;
		this.#router = new Router(api.operations);
		const types = new ResourceTypes(api, policy);
		const payloads = new Payloads(policy, types.schemas);
		const { responseValidators } = api;
		this.state = new State({ types, payloads, policy, responseValidators, now, random });
		this.#workshop = { types, payloads, policy, responseValidators, state: this.state, random };
	}

	/** The operation that a request is for. */
	operationOf(request: HttpRequest): string | undefined {
		const url = splitUrl(request.url);
		return this.#choose(this.#router.match(url.pathname), request.method, url.origin)?.operationId;
	}

	answer(request: HttpRequest, trace: Trace, started: number, unchecked: DriftLeave["unchecked"] = []): HttpResponse {
		return this.#write(request, this.#decide(request, trace, started, unchecked), started);
	}

	/** The answer to a request that is not looked at. */
	refuse(request: HttpRequest, refusal: Refusal, started: number): HttpResponse {
		return this.#write(request, this.#policy.refuse(refusal), started);
	}

	#decide(request: HttpRequest, trace: Trace, started: number, unchecked: NonNullable<DriftLeave["unchecked"]>): Answer {
		const url = splitUrl(request.url);
		const { pathname } = url;
		const matches = this.#router.match(pathname);
		if (matches.length === 0) return this.#policy.refuse({ kind: "unknown-path", pathname });
		const chosen = this.#choose(matches, request.method, url.origin);
		if (chosen === undefined) {
			if (isPreflight(request)) return { status: 204 };
			const allowed = [...new Set(matches.flatMap(({ route }) => [...route.operations.keys()]))];
			return this.#policy.refuse({ kind: "method-not-allowed", method: request.method, allowed });
		}
		trace.operationId = chosen.operationId;
		const view = this.#workshop.types.view(chosen.operationId);
		const needed = view.operation.secured && !unchecked.includes("credentials");
		const account = this.#policy.authenticate(request) ?? (needed ? undefined : this.#policy.account);
		if (account === undefined) return this.#policy.refuse({ kind: "unauthorized" });
		return this.#validated(request, { view, account, path: chosen.path, base: chosen.base, url, started, trace, unchecked });
	}

	#validated(request: HttpRequest, found: Found): Answer {
		const { view, path, account, base, url, started, trace, unchecked } = found;
		const parts = decodeParts(view.operation, request, path, url.query);
		this.#policy.forgive?.(parts, view.operation);
		const ignored = unknownFields(view, parts);
		trace.ignored = ignored;
		const refused = this.#check(view, parts, url.pathname, unchecked);
		if (refused) return refused;
		for (const name of ignored) delete parts.body?.[name];
		return carryOut(this.#workshop, { ignored, view, account, parts, path, pathname: url.pathname, base, now: started });
	}

	/** The first part of the request that breaks a rule decides. */
	#check(view: View, parts: RequestParts, pathname: string, unchecked: readonly string[]): Answer | undefined {
		const validators = this.#api.requestValidators[view.operationId] ?? {};
		for (const part of PARTS) {
			const validator = validators[part];
			const value = parts[part];
			if (validator === undefined || unchecked.includes(part) || validator(value)) continue;
			if (part === "path") return this.#policy.refuse({ kind: "not-found", pathname });
			const violations = violationsOf(validator, value);
			return this.#policy.refuse({ kind: "invalid", part, violations, operation: view.operation });
		}
		return undefined;
	}

	/** Several servers may have an operation of the same method and shape of path; the one that was called wins. */
	#choose(matches: readonly RouteMatch[], method: string, origin: string): Chosen | undefined {
		let first: Chosen | undefined;
		for (const { route, path } of matches) {
			for (const operationId of route.operations.get(method) ?? []) {
				const chosen = { operationId, path, base: origin + route.base };
				first ??= chosen;
				if (this.#api.operations[operationId]?.server === chosen.base) return chosen;
			}
		}
		return first;
	}

	#write(request: HttpRequest, answer: Answer, started: number): HttpResponse {
		const hasBody = answer.body !== undefined;
		const headers = this.#policy.headers({
			request,
			status: answer.status,
			hasBody,
			elapsed: Math.max(0, this.#now() - started),
			concurrent: this.concurrent,
			random: this.#random,
		});
		if (answer.headers) Object.assign(headers, answer.headers);
		return { status: answer.status, headers, body: hasBody ? JSON.stringify(answer.body) : null };
	}
}

/** A browser asks whether a page of another origin may send the request that it is about to send. */
function isPreflight({ method, headers }: HttpRequest): boolean {
	return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}

const PARTS: readonly RequestPart[] = ["path", "query", "header", "cookie", "body"];

interface Chosen {
	readonly operationId: string;
	/** What stands before the path template in the address that the client used. */
	readonly base: string;
	readonly path: Readonly<Record<string, string>>;
}

interface Found extends Omit<Chosen, "operationId"> {
	readonly view: View;
	readonly account: string;
	readonly url: SplitUrl;
	readonly started: number;
	readonly trace: Trace;
	readonly unchecked: readonly string[];
}

function unknownFields(view: View, { body }: RequestParts): readonly string[] {
	const fields = view.operation.body?.fields;
	if (fields === undefined || body === undefined) return NONE;
	return Object.keys(body).filter((name) => !Object.hasOwn(fields, name));
}

const NONE: readonly string[] = [];
