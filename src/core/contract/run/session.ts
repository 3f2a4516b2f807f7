import type { RequestParts } from "../../operation/arguments.ts";
import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { HttpRequest, HttpResponse } from "../../operation/http.ts";
import { encodeRequest } from "../../operation/request.ts";
import type { Resources } from "../../operation/resources.ts";
import { type Expectation, type PageStep, type Role, readBody, type Step, succeeded } from "../exchange.ts";
import type { CheckContext } from "../judge/check.ts";
import { idOf } from "../judge/shown.ts";
import { baseBody, freshId, freshText, memberSchema, requiredParameters } from "../plan/values.ts";
import type { ContractPolicy, Credentials } from "../policy.ts";

/** Where requests go. It rejects, or throws, where no answer comes. */
export type Send = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** What all cases of a run share. */
export interface Bench {
	readonly api: GeneratedApi;
	readonly policy: ContractPolicy;
	readonly context: CheckContext;
	readonly resources: Resources;
	readonly credentials: Credentials;
	readonly send: Send;
	/** Where every operation stands; the operations' own servers when left out. */
	readonly baseUrl: string | undefined;
	/** Path parameters that have to have these values. The others are made up. */
	readonly parameters: Readonly<Record<string, string>>;
	/** What was there before is still there, and what is created stays: collections are not a case's own. */
	readonly shared: boolean;
	/** Nothing may be created, changed or deleted. */
	readonly readOnly: boolean;
	readonly random: () => number;
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** Asks for leave to send one request more. */
	readonly spend: () => boolean;
}

export interface SendOptions {
	readonly role?: Role;
	readonly expect?: Expectation;
	/** The headers that sign in; those of the target's credentials when left out. */
	readonly credentials?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly page?: PageStep;
	/** An address to ask instead of the one that the values make up. */
	readonly url?: string;
}

/** A case turns out not to be possible at this target; the message is the reason. */
export class SkipError extends Error {
	override readonly name = "SkipError";
}

/** Why a case was not run to its end when the requests that are allowed are spent. */
export const USED_UP = "the requests that were allowed are used up";

const SUCCESS: Expectation = { kind: "success" };
/** How often a request is repeated that came too soon. */
const REPEATS = 4;

/** One case as it runs: it sends requests and keeps what comes back. */
export class Session {
	readonly bench: Bench;
	readonly steps: Step[] = [];
	/** Identifiers by the kind of resource they name. */
	readonly #ids = new Map<string, string>();
	readonly #created: { readonly key: string; readonly id: string; readonly path: Readonly<Record<string, unknown>> }[] = [];

	/** What was created is deleted even where no request more is allowed. */
	#cleaning = false;

	constructor(bench: Bench) {
		this.bench = bench;
	}

	/** Sends a request of an operation and waits for the answer. */
	async send(operationId: string, values: RequestParts, options: SendOptions = {}): Promise<Step> {
		if (this.#reachesOthers(operationId)) throw new SkipError("it would change or delete what the case did not create");
		const parts = this.#renamed(operationId, values, options.expect);
		const { api, baseUrl, credentials, now, sleep } = this.bench;
		const operation = operationOf(api, operationId);
		const encoded = encodeRequest(operation, parts, baseUrl);
		const signedIn = options.credentials ?? (operation.secured ? credentials.valid : {});
		const request: HttpRequest = {
			...encoded,
			url: options.url ?? encoded.url,
			headers: { ...encoded.headers, ...signedIn, ...options.headers },
		};
		for (let attempt = 1; ; attempt++) {
			if (!this.bench.spend() && !this.#cleaning) throw new SkipError(USED_UP);
			const started = now();
			const outcome = await this.#exchange(request);
			const { response } = outcome;
			if (response?.status === 429 && attempt < REPEATS) {
				await sleep(waitOf(response, attempt));
				continue;
			}
			const exchange = { operationId, request, parts, body: readBody(response), started, elapsed: now() - started, ...outcome };
			const { role = "probe", expect = SUCCESS, page } = options;
			const step: Step = { role, expect, exchange, ...(page && { page }) };
			this.steps.push(step);
			return step;
		}
	}

	/** The path parameters of an operation. Resources on the way that have to be created are. */
	async pathOf(operationId: string, id?: string): Promise<Record<string, unknown>> {
		const path: Record<string, unknown> = {};
		for (const { name, key, isItem } of this.bench.resources.view(operationId).parameters) {
			path[name] = isItem ? (id ?? this.fresh(operationId, name)) : await this.parent(operationId, name, key);
		}
		return path;
	}

	/** The path parameters of an operation, none of which has to exist; the identifier of the item where there is one. */
	freshPath(operationId: string, id?: string): Record<string, unknown> {
		const names = this.bench.resources.view(operationId).parameters;
		return Object.fromEntries(
			names.map(({ name, isItem }) => [name, (isItem ? id : this.given(operationId, name)) ?? this.fresh(operationId, name)]),
		);
	}

	/** Whether a list can hold what the case did not create: it has no parent of the case's own. */
	isShared(operationId: string): boolean {
		const { shared, resources } = this.bench;
		const own = resources
			.view(operationId)
			.parameters.filter(({ name, isItem }) => !isItem && this.given(operationId, name) === undefined);
		return shared || own.length === 0;
	}

	/** Whether an operation acts on a whole collection that is not the case's own. */
	#reachesOthers(operationId: string): boolean {
		const { action } = this.bench.resources.view(operationId);
		return (action === "updateAll" || action === "deleteAll") && this.isShared(operationId);
	}

	/** The value that a path parameter has to have: for one operation as `operationId.name`, for all as `name`. */
	given(operationId: string, name: string): string | undefined {
		return this.bench.parameters[`${operationId}.${name}`] ?? this.bench.parameters[name];
	}

	fresh(operationId: string, name: string): string {
		return freshId(this.bench.api, operationId, name, this.bench.random);
	}

	/** The parts of a valid request. */
	partsOf(operationId: string, path: Readonly<Record<string, unknown>>, body?: Readonly<Record<string, unknown>>): RequestParts {
		const { api, policy } = this.bench;
		const parts: RequestParts = { path: { ...path } };
		for (const location of ["query", "header", "cookie"] as const) {
			const values = requiredParameters(api, operationId, location);
			if (Object.keys(values).length > 0) parts[location] = values;
		}
		const fields = body ?? baseBody(api, policy, operationId);
		if (fields !== undefined) parts.body = { ...fields };
		return parts;
	}

	/** Creates a resource. Its identifier is undefined where that failed. */
	async create(
		operationId: string,
		body?: Readonly<Record<string, unknown>>,
		options: SendOptions = {},
	): Promise<string | undefined> {
		if (this.bench.readOnly) throw new SkipError("it writes, and nothing may be written");
		const path = await this.pathOf(operationId);
		const step = await this.send(operationId, this.partsOf(operationId, path, body), { role: "create", ...options });
		const id = succeeded(step) ? idOf(step, this.bench.context) : undefined;
		if (succeeded(step) && step.exchange.body.kind === "none")
			throw new SkipError("the creation answers with nothing to know it by");
		if (id !== undefined) this.#created.push({ key: this.bench.resources.of(operationId).key, id, path });
		return id;
	}

	/** An item for an operation to be about: a new one where the case may create it, else the one that was given. */
	async itemOf(operationId: string): Promise<string | undefined> {
		const { resources, readOnly } = this.bench;
		const item = resources.view(operationId).parameters.find(({ isItem }) => isItem);
		if (item === undefined) return undefined;
		const { operations, singleton } = resources.of(operationId);
		const [creator] = operations.create;
		const creatable = !singleton && creator !== undefined && !readOnly;
		return creatable ? this.create(creator) : this.given(operationId, item.name);
	}

	/** Reads what a refused request was about: nothing was created, changed or deleted. */
	async lookAfterwards(operationId: string, id: string | undefined): Promise<void> {
		const { operations } = this.bench.resources.of(operationId);
		if (operations.create.includes(operationId)) {
			for (const list of operations.list) {
				if (this.isShared(list)) continue;
				await this.send(list, this.partsOf(list, await this.pathOf(list)), { role: "untouched" });
			}
		}
		if (id === undefined || ![...operations.update, ...operations.delete].includes(operationId)) return;
		for (const fetch of operations.fetch) {
			await this.send(fetch, this.partsOf(fetch, await this.pathOf(fetch, id)), { role: "fetch" });
		}
	}

	/** Deletes what the case created and did not delete, where that can be done. The last comes first. */
	async cleanUp(): Promise<void> {
		this.#cleaning = true;
		const deletions = this.steps.filter((step) => step.role === "delete");
		const deleted = deletions.map((step) => idOf(step, this.bench.context));
		const emptied = deletions
			.map(({ exchange }) => this.bench.resources.view(exchange.operationId))
			.filter(({ action }) => action === "deleteAll");
		for (const { key, id } of this.#created.reverse()) {
			const operationId = this.bench.resources.byKey(key)?.operations.delete[0];
			if (operationId === undefined || deleted.includes(id) || emptied.some(({ type }) => type.key === key)) continue;
			await this.send(operationId, this.partsOf(operationId, await this.pathOf(operationId, id)), { role: "delete" });
		}
	}

	async parent(operationId: string, name: string, key: string): Promise<string> {
		const known = this.given(operationId, name) ?? this.#ids.get(key);
		if (known !== undefined) return known;
		const kind = this.bench.resources.byKey(key);
		const creator = this.bench.readOnly ? undefined : kind?.operations.create[0];
		if (creator === undefined && this.bench.shared) throw new SkipError(`no ${name} was given to use`);
		const created = creator === undefined ? undefined : await this.create(creator, undefined, { role: "prepare" });
		const id = created ?? this.fresh(operationId, name);
		this.#ids.set(key, id);
		return id;
	}

	/** Where the one who creates also gives the identifier, no two creations may give the same. */
	#renamed(operationId: string, parts: RequestParts, expect?: Expectation): RequestParts {
		const { api, policy, random, resources } = this.bench;
		if (parts.body === undefined || !resources.of(operationId).operations.create.includes(operationId)) return parts;
		const name = Object.keys(parts.body).find((field) => policy.propertyNameFor(field) === policy.idField);
		const given = name === undefined ? undefined : parts.body[name];
		if (name === undefined || typeof given !== "string") return parts;
		if (expect?.kind === "refused" && expect.broken.pointer === `/${name}`) return parts;
		return { ...parts, body: { ...parts.body, [name]: freshText(memberSchema(api, operationId, "body", name), given, random) } };
	}

	async #exchange(request: HttpRequest): Promise<{ response: HttpResponse | undefined; failure?: string }> {
		try {
			return { response: await this.bench.send(request) };
		} catch (error) {
			return { response: undefined, failure: reasonOf(error) };
		}
	}
}

/** Milliseconds to wait after being told to slow down: what `Retry-After` says, at most half a minute. */
function waitOf({ headers }: HttpResponse, attempt: number): number {
	const seconds = Number(headers["retry-after"]);
	return Math.min(Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 500 * 2 ** attempt, 30_000);
}

/** An error in one line, with its cause: `fetch` keeps what matters there. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? `: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}` : "";
	return `${error.message.split("\n")[0]}${cause}`;
}
