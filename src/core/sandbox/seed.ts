import type { Action } from "../operation/action.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { isSegment, matchPath } from "../operation/path-template.ts";
import type { OperationView, ResourceType } from "../operation/resources.ts";
import { kindOf } from "../operation/value.ts";
import { type Validator, violationsOf } from "../operation/violation.ts";
import { resolveAliases } from "./aliases.ts";
import type { Change } from "./change.ts";
import type { Resource, ResourceValues } from "./collection.ts";
import { type RequestContext, SeedError } from "./policy.ts";
import { checkPosition } from "./position.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { type CollectionAddress, collectionKey, createAddress, Store } from "./store.ts";

/** The resources of one collection in a seed or a snapshot. */
export interface CollectionSeed {
	/** The account they belong to; the policy's own when left out. */
	readonly account?: string;
	/** The server, where several have collections of the same path. */
	readonly server?: string;
	/** The path of the collection, with the identifiers filled in. */
	readonly path: string;
	/** The position of the next resource; one more than the last one's when left out. */
	readonly next?: number;
	/** Complete or partial payloads. Missing members get defaults; members that are derived when rendered are ignored. */
	readonly items: readonly ResourceValues[];
}

/** The whole state of a sandbox as plain JSON. The policy's own members stand beside the resources. */
export interface Snapshot {
	readonly version: 1;
	readonly resources: readonly CollectionSeed[];
	readonly [key: string]: unknown;
}

/** A snapshot of which anything may be left out. */
export type Seed = Partial<Snapshot>;

/** The collection that resources are read for. */
export interface SeedTarget {
	readonly address: CollectionAddress;
	readonly view: OperationView;
	readonly parameters: Readonly<Record<string, string>>;
}

/** The pointers to the parts of a resource, in the text that it is read from. */
export interface ResourcePlaces {
	readonly id: string;
	readonly position: string;
	readonly values: string;
}

/** The name of a resource's position in snapshots where payloads do not show it. */
const POSITION = "$sequence";

/** Writes the whole state as plain JSON. */
export function takeSnapshot({ store, policy }: SandboxRuntime): Snapshot {
	const { idField, positionField = POSITION } = policy;
	const resources = [...store.all].map(({ account, type, path, collection }) => ({
		account,
		server: type.server,
		path,
		next: collection.next,
		items: [...collection].map(({ id, position, values }) => ({ [idField]: id, [positionField]: position, ...values })),
	}));
	return { version: 1, resources, ...policy.state?.snapshot() };
}

/**
 * Replaces the whole state by a snapshot. A snapshot that is rejected changes nothing.
 *
 * @throws {SeedError} with the pointer of what is wrong
 */
export function restoreSnapshot(runtime: SandboxRuntime, snapshot: unknown): void {
	const { store, resources, policy } = runtime;
	const before = policy.state?.snapshot() ?? {};
	let added: readonly Change[];
	// What a seed leaves out gets the values that it would have in an empty sandbox.
	policy.state?.reset();
	try {
		added = seedChanges({ ...runtime, store: new Store(resources, policy) }, snapshot);
	} finally {
		policy.state?.reset();
		policy.state?.seed(before);
	}
	store.apply([{ op: "clear" }, ...added]);
}

/**
 * Adds the content of a seed. A seed that is rejected adds nothing.
 *
 * @throws {SeedError} with the pointer of what is wrong
 */
export function addSeed(runtime: SandboxRuntime, seed: unknown): void {
	runtime.store.apply(seedChanges(runtime, seed));
}

/** Checks a seed, and returns the changes that add it. */
function seedChanges(runtime: SandboxRuntime, seed: unknown): readonly Change[] {
	const { policy } = runtime;
	if (!isRecord(seed)) throw new SeedError("", `expected an object, got ${kindOf(seed)}`);
	const { version = 1, resources = [], ...rest } = seed;
	if (version !== 1) throw new SeedError("/version", `expected 1, got ${JSON.stringify(version)}`);
	if (!Array.isArray(resources)) throw new SeedError("/resources", "expected a list of collections");
	const known = policy.state?.keys ?? [];
	const unknown = Object.keys(rest).find((key) => !known.includes(key));
	if (unknown !== undefined) {
		throw new SeedError(`/${unknown}`, `expected one of ${["version", "resources", ...known].join(", ")}`);
	}
	const before = new Map<string, CollectionPlan>();
	const additions = resources.flatMap((entry: unknown, index) => readCollection(runtime, entry, before, `/resources/${index}`));
	policy.state?.check(rest);
	return Object.keys(rest).length === 0 ? additions : [{ op: "policy", seed: rest }, ...additions];
}

/** What the collection holds that a seed adds to, with the entries of the same seed that came before: two can name the same one. */
interface CollectionPlan {
	readonly ids: Set<string>;
	next: number;
}

/**
 * Checks one collection of a seed, and returns the changes that add it.
 *
 * @param before the collections of the same seed that came before, to which this one is added
 * @throws {SeedError} with the pointer of what is wrong
 */
export function readCollection(
	runtime: SandboxRuntime,
	entry: unknown,
	before: Map<string, CollectionPlan>,
	pointer: string,
): Change[] {
	const { policy } = runtime;
	if (!isRecord(entry)) throw new SeedError(pointer, `expected an object, got ${kindOf(entry)}`);
	const { account = policy.account, server, path, next = 0, items = [], ...unknown } = entry;
	const [misspelt] = Object.keys(unknown);
	if (misspelt !== undefined) {
		throw new SeedError(pointer + toPointer([misspelt]), "expected one of account, server, path, next, items");
	}
	if (typeof account !== "string") throw new SeedError(`${pointer}/account`, "expected the name of an account");
	if (server !== undefined && typeof server !== "string")
		throw new SeedError(`${pointer}/server`, "expected the URL of a server");
	if (typeof path !== "string") throw new SeedError(`${pointer}/path`, "expected the path of a collection");
	if (!Array.isArray(items)) throw new SeedError(`${pointer}/items`, "expected a list of resources");
	checkPosition(next, `${pointer}/next`);
	const target = findTarget(runtime, path, server, account);
	if (target === undefined) throw new SeedError(`${pointer}/path`, `expected the path of a collection of this API, got ${path}`);
	const key = collectionKey(target.address);
	const name = JSON.stringify(key);
	const plan = before.get(name) ?? { ids: new Set(), next: runtime.store.find(target.address)?.next ?? 0 };
	before.set(name, plan);
	const resources = readItems(runtime, items, plan, target, `${pointer}/items`);
	plan.next = Math.max(plan.next, next);
	return [
		...resources.map(({ id, position, values }): Change => ({ op: "add", ...key, id, position, values })),
		{ op: "skip", ...key, next },
	];
}

/** Finds the collection at a path, by any of the operations on it or its items, or by its canonical path. */
export function findTarget(
	{ resources }: SandboxRuntime,
	path: string,
	server: string | undefined,
	account: string,
): SeedTarget | undefined {
	for (const type of resources.all) {
		if (server !== undefined && type.server !== server) continue;
		for (const view of type.views) {
			for (const template of [view.collectionPath, view.canonicalPath]) {
				const named = matchPath(template, path);
				if (named === undefined) continue;
				const parameters = resolveAliases(view, named, account);
				return { view, parameters, address: createAddress(view, account, parameters) };
			}
		}
	}
	return undefined;
}

function readItems(
	runtime: SandboxRuntime,
	items: readonly unknown[],
	plan: CollectionPlan,
	target: SeedTarget,
	pointer: string,
): Resource[] {
	const { idField } = runtime.policy;
	const existing = runtime.store.find(target.address);
	return items.map((item, index) => {
		const at = `${pointer}/${index}`;
		if (!isRecord(item)) throw new SeedError(at, `expected an object, got ${kindOf(item)}`);
		const isTaken = (id: string) => plan.ids.has(id) || existing?.has(id) === true;
		const { [idField]: givenId = runtime.store.newId(target.address.type, isTaken, plan.next, runtime.random) } = item;
		if (givenId === undefined) throw new SeedError(`${at}/${idField}`, "every identifier that its pattern allows is taken");
		const { id, position, values } = readItem(runtime, item, givenId, plan.next, target, at);
		if (isTaken(id)) throw new SeedError(`${at}/${idField}`, `${id} exists already`);
		plan.next = position + 1;
		plan.ids.add(id);
		return { id, position, values };
	});
}

function readItem(
	runtime: SandboxRuntime,
	item: ResourceValues,
	givenId: unknown,
	next: number,
	target: SeedTarget,
	pointer: string,
): Resource {
	const { policy, renderer } = runtime;
	const { idField, positionField = POSITION } = policy;
	const { address, view } = target;
	const { [positionField]: position = next } = item;
	const places = { id: `${pointer}/${idField}`, position: `${pointer}/${positionField}`, values: pointer };
	if (typeof givenId !== "string" && typeof givenId !== "number") {
		throw new SeedError(places.id, `expected a path segment, got ${kindOf(givenId)}`);
	}
	const names = Object.keys(item).filter((name) => name !== positionField && name !== idField);
	checkShownMembers(address.type, names, pointer);
	const values = renderer.create(view, seedContext(runtime, target, "create"));
	for (const [name] of renderer.keptMembers(address.type)) if (Object.hasOwn(item, name)) values[name] = item[name];
	const resource: Resource = { id: String(givenId), position: position as number, values };
	checkResource(runtime, resource, target, next, places);
	return resource;
}

/** The request that would have created or changed a resource, without any field. */
export function seedContext(
	{ now, random }: SandboxRuntime,
	{ address, view, parameters }: SeedTarget,
	action: Action,
): RequestContext {
	const { operationId, operation } = view;
	const fields: Record<string, unknown> = Object.create(null);
	return {
		operationId,
		operation,
		action,
		account: address.account,
		parameters,
		fields,
		ignored: [],
		now: now(),
		random,
	};
}

/** @throws {SeedError} for a member that no operation shows */
export function checkShownMembers(type: ResourceType, names: readonly string[], pointer: string): void {
	const unknown = names.find((name) => !type.members.has(name));
	if (unknown !== undefined) throw new SeedError(pointer + toPointer([unknown]), "no operation shows such a member");
}

/**
 * Checks a resource by its identifier and its position, and by the response of every operation that shows a single one below the
 * given parents.
 *
 * @param next the lowest position that is free
 * @throws {SeedError} with the pointer of what is wrong
 */
export function checkResource(
	{ api, policy, renderer }: SandboxRuntime,
	resource: Resource,
	{ address: { account, type }, parameters }: SeedTarget,
	next: number,
	places: ResourcePlaces,
): void {
	const { id, position } = resource;
	if (!isSegment(id) && !type.singleton) throw new SeedError(places.id, `expected a path segment, got ${JSON.stringify(id)}`);
	const isBefore = Number.isSafeInteger(position) && position < next;
	if (isBefore) throw new SeedError(places.position, `expected more than ${next - 1}, got ${position}`);
	checkPosition(position, places.position);
	const checked = new Set<Validator>();
	for (const view of type.views) {
		const validators = api.responseValidators[view.operationId]?.[view.status];
		// Most operations show the same schema, and so have the same validator.
		if (!validators?.body || checked.has(validators.body) || isOnCollection(view)) continue;
		if (view.parameters.some(({ name, isItem }) => !isItem && !(name in parameters))) continue;
		checked.add(validators.body);
		const context = { resource, account, action: view.action, parameters, url: "http://localhost/", below: () => [] };
		const [violation] = violationsOf(validators.body, renderer.render(view, context));
		if (violation === undefined) continue;
		const place = violation.pointer === `/${policy.idField}` ? places.id : places.values + violation.pointer;
		throw new SeedError(place, `breaks ${violation.keyword} (${JSON.stringify(violation.expected)})`);
	}
}

/** Whether an operation does not show a resource by itself. */
function isOnCollection({ action }: OperationView): boolean {
	return action === "list" || action === "updateAll" || action === "deleteAll";
}
