import type { RequestParts } from "../../operation/arguments.ts";
import { operationOf } from "../../operation/generated-api.ts";
import type { HttpRequest } from "../../operation/http.ts";
import { encodeRequest } from "../../operation/request.ts";
import type { ResourceType } from "../../operation/resources.ts";
import { type Expectation, type Step, statusOf, succeeded } from "../exchange.ts";
import { firstId, idOf, shownIds, usableId } from "../judge/shown.ts";
import { identifierSpace, isSmall } from "../plan/identifiers.ts";
import { baseBody, memberSchema, parameterSpace, type RequestValues, requiredParameters } from "../plan/values.ts";
import { idFieldOf, type RunContext } from "./run-context.ts";
import { SkipError } from "./sender.ts";
import { hasOwnParent, isSharedList } from "./shared-list.ts";
import { STOPPED_RESPONDING } from "./silence.ts";
import type { StepOptions } from "./step-options.ts";
import { givenParameter } from "./target.ts";

/** The reason to skip a case that writes, in a read-only run. */
export const READ_ONLY = "it writes, and the run is read-only";

/** The reason to skip a case about a resource that cannot be had. */
export const NO_CREATOR = "no documented operation creates what it changes or deletes";

/** The state of one case while it runs: the steps so far, and the resources that it created. */
export class Session {
	readonly context: RunContext;
	readonly steps: Step[] = [];
	/** Identifiers of parents, by the key of their type; undefined where none can be had. */
	readonly #parents = new Map<string, string | undefined>();
	/** Identifiers that lists showed first, by the key of their type. */
	readonly #listed = new Map<string, string | undefined>();
	readonly #created: { readonly key: string; readonly id: string }[] = [];
	#cleaningUp = false;

	constructor(context: RunContext) {
		this.context = context;
	}

	/**
	 * Sends a request of an operation and records the step.
	 *
	 * @throws {SkipError} when the run has sent its maximum of requests, when the target has stopped responding, or when the
	 *   operation acts on a whole shared collection
	 */
	async send(operationId: string, values: RequestParts, options: StepOptions = {}): Promise<Step> {
		const { api, target } = this.context;
		this.#rejectSilence();
		if (this.#affectsOthers(operationId)) throw new SkipError("it would affect resources that the case did not create");
		const parts = this.#withFreshId(operationId, values, options.expect ?? { kind: "success" });
		const operation = operationOf(api, operationId);
		const encoded = encodeRequest(operation, parts, target.baseUrl);
		const authentication = options.credentials ?? (operation.secured ? target.credentials.valid : {});
		const headers = { ...encoded.headers, ...authentication, ...options.headers };
		return this.sendWritten(operationId, parts, { ...encoded, url: options.url ?? encoded.url, headers }, options);
	}

	/**
	 * Sends a request that was written from these parts, and records the step.
	 *
	 * @throws {SkipError} when the run has sent its maximum of requests, or when the target has stopped responding
	 */
	async sendWritten(operationId: string, parts: RequestParts, request: HttpRequest, options: StepOptions = {}): Promise<Step> {
		const { sender, silence, seen } = this.context;
		const { role = "probe", expect = { kind: "success" }, page } = options;
		this.#rejectSilence();
		// The resources of the case are deleted even when the budget is exhausted.
		const sent = await sender.send(request, this.#cleaningUp);
		const step: Step = { role, expect, exchange: { operationId, parts, ...sent }, ...(page && { page }) };
		this.steps.push(step);
		silence.add(operationId, statusOf(step));
		for (const id of shownIds(step, this.context)) seen.add(id);
		return step;
	}

	#rejectSilence(): void {
		if (this.context.silence.isTotal && !this.#cleaningUp) throw new SkipError(STOPPED_RESPONDING);
	}

	/**
	 * The path parameters of an operation. Creates the parents in the path where the API can and the run may; lists them otherwise.
	 *
	 * @param id the identifier of the item; a made-up one when left out
	 * @throws {SkipError} where a parent has to exist, and none is given, created or listed
	 */
	async pathOf(operationId: string, id?: string): Promise<Record<string, unknown>> {
		const path: Record<string, unknown> = {};
		for (const { name, key, isItem } of this.context.resources.view(operationId).parameters) {
			path[name] = isItem ? (id ?? this.#madeUp(operationId, name)) : await this.#parent(operationId, name, key);
			if (path[name] === undefined) throw new SkipError(`no ${name} was given`);
		}
		return path;
	}

	/** The path parameters of an operation, with made-up values for parents that are not given; none is created. */
	unknownPath(operationId: string, id?: string): Record<string, unknown> {
		const { parameters } = this.context.resources.view(operationId);
		const known = (name: string, isItem: boolean) => (isItem ? id : this.given(operationId, name));
		return Object.fromEntries(
			parameters.map(({ name, isItem }) => [name, known(name, isItem) ?? this.#madeUp(operationId, name)]),
		);
	}

	/** Whether a list may hold items that the case did not create: no parent in its path is the case's own. */
	isShared(operationId: string): boolean {
		return isSharedList(this.context, operationId);
	}

	/** Whether an operation changes or deletes a whole collection, or a resource that is alone, that are not the case's own. */
	#affectsOthers(operationId: string): boolean {
		const { action, type } = this.context.resources.view(operationId);
		if (action === "updateAll" || action === "deleteAll") return this.isShared(operationId);
		return (
			type.singleton && action !== "fetch" && this.context.target.shared === true && !hasOwnParent(this.context, operationId)
		);
	}

	/** See `givenParameter`. */
	given(operationId: string, name: string): string | undefined {
		return givenParameter(this.context.target, operationId, name);
	}

	/** The parts of a valid request: required parameters, and the given body or else a documented one. */
	partsOf(operationId: string, path: RequestValues, body?: RequestValues): RequestParts {
		const { api, policy } = this.context;
		const parts: RequestParts = { path: { ...path } };
		for (const location of ["query", "header", "cookie"] as const) {
			const values = requiredParameters(api, operationId, location);
			if (Object.keys(values).length > 0) parts[location] = values;
		}
		const fields = body ?? baseBody(api, policy, operationId);
		if (fields !== undefined) parts.body = { ...fields };
		return parts;
	}

	/**
	 * Sends a valid request.
	 *
	 * @param id the identifier of the item; a made-up one when left out
	 * @param body a documented one when left out
	 */
	async sendValid(operationId: string, id: string | undefined, options: StepOptions, body?: RequestValues): Promise<Step> {
		return this.send(operationId, this.partsOf(operationId, await this.pathOf(operationId, id), body), options);
	}

	/**
	 * Creates a resource.
	 *
	 * @returns its identifier; undefined if the creation failed or the response shows none that a path can hold
	 * @throws {SkipError} in a read-only run, and if a success has no body
	 */
	async create(operationId: string, body?: RequestValues, options: StepOptions = {}): Promise<string | undefined> {
		if (this.context.readOnly) throw new SkipError(READ_ONLY);
		return this.createFrom(operationId, this.partsOf(operationId, await this.pathOf(operationId), body), options);
	}

	/** Creates a resource from all parts of a request, as `create` does. */
	async createFrom(operationId: string, parts: RequestParts, options: StepOptions = {}): Promise<string | undefined> {
		if (this.context.readOnly) throw new SkipError(READ_ONLY);
		const step = await this.send(operationId, parts, { role: "create", ...options });
		if (!succeeded(step)) return undefined;
		if (step.exchange.body.kind === "none") throw new SkipError("the response to the creation has no identifier");
		const id = usableId(idOf(step, this.context));
		if (id !== undefined) this.#created.push({ key: this.context.resources.of(operationId).key, id });
		return id;
	}

	/** The identifier of an item for an operation: of a new one where the case can create it, else the given one. */
	async itemOf(operationId: string): Promise<string | undefined> {
		const { resources, readOnly } = this.context;
		const { itemParameter, type } = resources.view(operationId);
		if (itemParameter === undefined) return undefined;
		const [creator] = type.operations.create;
		const creatable = !type.singleton && creator !== undefined && !readOnly;
		return creatable ? this.create(creator) : this.given(operationId, itemParameter);
	}

	/**
	 * The identifier of an item that exists, as `itemOf` finds it; undefined for an operation that is not about an item.
	 *
	 * @throws {SkipError} where there is none: a request with a made-up identifier proves nothing
	 */
	async existingItem(operationId: string): Promise<string | undefined> {
		const { itemParameter, type } = this.context.resources.view(operationId);
		const id = await this.itemOf(operationId);
		if (itemParameter === undefined || id !== undefined) return id;
		throw new SkipError(type.operations.create.length === 0 ? NO_CREATOR : `no ${itemParameter} was given or created`);
	}

	/**
	 * An identifier for the item of an operation that nothing has.
	 *
	 * @throws {SkipError} where there are so few identifiers that any may exist
	 */
	unknownItem(operationId: string): string {
		const { itemParameter = "" } = this.context.resources.view(operationId);
		const space = parameterSpace(this.context.api, operationId, itemParameter);
		if (space.count === 0) throw new SkipError(`${itemParameter} has a pattern that no value can be made up for`);
		if (isSmall(space)) {
			throw new SkipError(`${itemParameter} has so few values (${space.count}) that one that is made up may exist`);
		}
		return this.#madeUp(operationId, itemParameter);
	}

	/** Reads the resource of a rejected request, so that checks can see whether it was created, changed or deleted all the same. */
	async lookAfterwards(operationId: string, id: string | undefined): Promise<void> {
		const { operations } = this.context.resources.of(operationId);
		if (operations.create.includes(operationId)) {
			for (const list of operations.list) {
				if (!this.isShared(list)) await this.sendValid(list, undefined, { role: "untouched" });
			}
		}
		if (id === undefined || ![...operations.update, ...operations.trigger, ...operations.delete].includes(operationId)) return;
		await this.fetchAll(operations.fetch, id);
	}

	/** Fetches an item by each of the operations that can. */
	async fetchAll(operationIds: readonly string[], id: string | undefined, options: StepOptions = {}): Promise<void> {
		for (const fetch of operationIds) await this.sendValid(fetch, id, { role: "fetch", ...options });
	}

	/** Deletes the resources that the case created and did not delete, where the API can. The newest comes first. */
	async cleanUp(): Promise<void> {
		this.#cleaningUp = true;
		// A deletion may also be what a case asks about: with each value of a header, say.
		const deletions = this.steps.filter((step) => step.role === "delete" || (succeeded(step) && this.#deletes(step)));
		const deleted = deletions.map((step) => idOf(step, this.context));
		const views = deletions.map(({ exchange }) => this.context.resources.view(exchange.operationId));
		const emptied = views.filter(({ action }) => action === "deleteAll").map(({ type }) => type.key);
		for (const { key, id } of this.#created.reverse()) {
			const operationId = this.context.resources.byKey(key)?.operations.delete[0];
			if (operationId === undefined || deleted.includes(id) || emptied.includes(key)) continue;
			await this.sendValid(operationId, id, { role: "delete" });
		}
	}

	#deletes({ exchange }: Step): boolean {
		const { action } = this.context.resources.view(exchange.operationId);
		return action === "delete" || action === "deleteAll";
	}

	/**
	 * The identifier of a parent in the path: the given one, else one that is found once for the whole case. Only a parent that no
	 * operation creates is made up, as any other has to exist; undefined where none is created or listed.
	 */
	async #parent(operationId: string, name: string, key: string): Promise<string | undefined> {
		const given = this.given(operationId, name);
		if (given !== undefined || this.#parents.has(key)) return given ?? this.#parents.get(key);
		const { readOnly, resources, target } = this.context;
		const type = resources.byKey(key);
		const [creator] = type?.operations.create ?? [];
		// A creator or a list below an item of the same type has no parent yet.
		this.#parents.set(key, undefined);
		let id: string | undefined;
		if (type === undefined || creator === undefined) id = target.shared ? undefined : this.#madeUp(operationId, name);
		else id = await (readOnly ? this.listed(type) : this.create(creator, undefined, { role: "prepare" }));
		this.#parents.set(key, id);
		return id;
	}

	/** The identifier of the first item that a list of its type shows, of the lists whose own parents can be had; each is sent once. */
	async listed({ key, operations }: ResourceType): Promise<string | undefined> {
		if (this.#listed.has(key)) return this.#listed.get(key);
		this.#listed.set(key, undefined);
		for (const list of operations.list) {
			if (!(await this.#hasParents(list))) continue;
			const id = firstId(await this.sendValid(list, undefined, { role: "list" }), this.context);
			if (id === undefined) continue;
			this.#listed.set(key, id);
			return id;
		}
		return undefined;
	}

	async #hasParents(operationId: string): Promise<boolean> {
		for (const { name, key, isItem } of this.context.resources.view(operationId).parameters) {
			if (!isItem && (await this.#parent(operationId, name, key)) === undefined) return false;
		}
		return true;
	}

	/** An identifier that was not seen before, if there is one. */
	#madeUp(operationId: string, name: string): string {
		const { api, random, seen } = this.context;
		const space = parameterSpace(api, operationId, name);
		if (space.count === 0) return String(api.payloads.operations[operationId]?.parameterExamples[name]);
		return seen.drawNew(space, random) ?? space.draw(random);
	}

	/** Where a creation names the identifier itself, every creation gets a new one, unless the identifier is what breaks a rule. */
	#withFreshId(operationId: string, parts: RequestParts, expect: Expectation): RequestParts {
		const { api, random, seen, target } = this.context;
		const name = idFieldOf(this.context, operationId, parts.body);
		const given = name === undefined ? undefined : parts.body?.[name];
		if (name === undefined || typeof given !== "string") return parts;
		if (expect.kind === "rejected" && expect.broken.pointer === `/${name}`) return parts;
		const space = identifierSpace(memberSchema(api, operationId, "body", name), given);
		const id = target.shared && isSmall(space) ? undefined : seen.drawNew(space, random);
		if (id === undefined) throw new SkipError(`every value that ${name} can have may be taken`);
		return { ...parts, body: { ...parts.body, [name]: id } };
	}
}
