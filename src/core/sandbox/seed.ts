import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { kindOf, showValue } from "../operation/value.ts";
import type { Change } from "./change.ts";
import { checkResource, checkShownMembers } from "./check-resource.ts";
import type { Collection, Resource, ResourceValues } from "./collection.ts";
import { createdBelow } from "./created-below.ts";
import { type LocatedCollection, locateCollection, seedContext } from "./locate-collection.ts";
import { parentsIn } from "./parents.ts";
import { IdentifiersTakenError, type PolicyState, SeedError } from "./policy.ts";
import { checkPosition } from "./position.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { type CollectionAddress, collectionKey, itemPath, Store } from "./store.ts";

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

/** The name of a resource's position in snapshots where payloads do not show it. */
const POSITION = "$sequence";

/** Writes the whole state as plain JSON. */
export function takeSnapshot(runtime: SandboxRuntime): Snapshot {
	const { store, policy } = runtime;
	const { idField, positionField = POSITION } = policy;
	const resources = [...store.all].flatMap((stored): CollectionSeed[] => {
		const { next } = stored.collection;
		const items = [...stored.collection].map(({ id, position, values }) => {
			return { [idField]: id, [positionField]: position, ...values };
		});
		return [{ ...collectionKey(stored), next, items }, ...absentBelow(runtime, stored)];
	});
	return { version: 1, resources, ...policy.state?.snapshot() };
}

/** Lists the empty collections that a restore would fill: without an entry for them, `createdBelow` adds to them. */
function absentBelow(
	runtime: SandboxRuntime,
	{ collection, ...address }: CollectionAddress & { readonly collection: Collection },
): CollectionSeed[] {
	const located = locateCollection(runtime, address.path, address.type.server, address.account);
	if (located === undefined) return [];
	// Nothing is made: neither time nor chance may go on.
	const still = { ...runtime, now: () => 0, random: () => 0 };
	return [...collection].flatMap((resource) => {
		const below = createdBelow(still, located, resource, seedContext(still, located, "create", resource.values));
		const absent = below.filter((created) => runtime.store.find(created.address) === undefined);
		return absent.map((created) => ({ ...collectionKey(created.address), next: 0, items: [] }));
	});
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
	if (version !== 1) throw new SeedError("/version", `expected 1, got ${showValue(version)}`);
	if (!Array.isArray(resources)) throw new SeedError("/resources", "expected a list of collections");
	const known = policy.state?.keys ?? [];
	const unknown = Object.keys(rest).find((key) => !known.includes(key));
	if (unknown !== undefined) {
		throw new SeedError(`/${unknown}`, `expected one of ${["version", "resources", ...known].join(", ")}`);
	}
	policy.state?.check(rest);
	const additions = withState(policy.state, rest, () => readCollections(runtime, resources));
	return Object.keys(rest).length === 0 ? additions : [{ op: "policy", seed: rest }, ...additions];
}

/** Calls a function while a seed of the policy's own state is in effect. */
function withState<Result>(state: PolicyState | undefined, seed: Readonly<Record<string, unknown>>, run: () => Result): Result {
	const before = state?.snapshot() ?? {};
	state?.seed(seed);
	try {
		return run();
	} finally {
		state?.reset();
		state?.seed(before);
	}
}

/** Checks the collections of a seed, and returns the changes that add them, and what comes into being below their resources. */
function readCollections(runtime: SandboxRuntime, entries: readonly unknown[]): Change[] {
	const plans = new Map<string, CollectionPlan>();
	const read = entries.map((entry, index) => readCollection(runtime, entry, plans, `/resources/${index}`));
	for (const [index, { located }] of read.entries()) checkParents(runtime, located, plans, `/resources/${index}/path`);
	const below = read.flatMap(({ located, resources }, index) =>
		resources.flatMap((resource, item) => {
			const created = createdBelow(runtime, located, resource, seedContext(runtime, located, "create", resource.values));
			return created.flatMap(({ address, items }) => {
				if (plans.has(planKey(address))) return [];
				const pointer = `/resources/${index}/items/${item}${address.path.slice(address.path.lastIndexOf("/"))}`;
				return readCollection(runtime, { ...collectionKey(address), items }, new Map(), pointer).changes;
			});
		}),
	);
	return [...read.flatMap(({ changes }) => changes), ...below];
}

/** @throws {SeedError} where a parent in a path neither exists nor is in the same seed */
function checkParents(
	runtime: SandboxRuntime,
	{ view, address, parameters }: LocatedCollection,
	plans: ReadonlyMap<string, CollectionPlan>,
	pointer: string,
): void {
	for (const parent of parentsIn(runtime, view, address.account, parameters)) {
		if (plans.get(planKey(parent))?.ids.has(parent.id) || runtime.store.find(parent)?.has(parent.id)) continue;
		throw new SeedError(pointer, `nothing is at ${itemPath(parent.type, parent.path, parent.id)}`);
	}
}

/** What the collection holds that a seed adds to, with the entries of the same seed that came before: two can name the same one. */
interface CollectionPlan {
	readonly ids: Set<string>;
	next: number;
}

function planKey(address: CollectionAddress): string {
	return JSON.stringify(collectionKey(address));
}

/** One collection of a seed, with the changes that add it. */
interface ReadCollection {
	readonly located: LocatedCollection;
	readonly resources: readonly Resource[];
	readonly changes: readonly Change[];
}

/**
 * Checks one collection of a seed, except for its parents.
 *
 * @param before the collections of the same seed that came before, to which this one is added
 * @throws {SeedError} with the pointer of what is wrong
 */
export function readCollection(
	runtime: SandboxRuntime,
	entry: unknown,
	before: Map<string, CollectionPlan>,
	pointer: string,
): ReadCollection {
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
	const located = locateCollection(runtime, path, server, account);
	if (located === undefined) throw new SeedError(`${pointer}/path`, `expected the path of a collection of this API, got ${path}`);
	const key = collectionKey(located.address);
	const name = planKey(located.address);
	const plan = before.get(name) ?? { ids: new Set(), next: runtime.store.find(located.address)?.next ?? 0 };
	before.set(name, plan);
	const resources = readItems(runtime, items, plan, located, `${pointer}/items`);
	plan.next = Math.max(plan.next, next);
	const added = resources.map((resource): Change => ({ op: "add", ...key, ...resource }));
	return { located, resources, changes: [...added, { op: "skip", ...key, next }] };
}

function readItems(
	runtime: SandboxRuntime,
	items: readonly unknown[],
	plan: CollectionPlan,
	located: LocatedCollection,
	pointer: string,
): Resource[] {
	const { idField } = runtime.policy;
	const existing = runtime.store.find(located.address);
	return items.map((item, index) => {
		const at = `${pointer}/${index}`;
		if (!isRecord(item)) throw new SeedError(at, `expected an object, got ${kindOf(item)}`);
		const isTaken = (id: string) => plan.ids.has(id) || existing?.has(id) === true;
		const { [idField]: givenId = runtime.store.newId(located.address.type, isTaken, plan.next, runtime.random) } = item;
		if (givenId === undefined) throw new IdentifiersTakenError(`${at}/${idField}`);
		const { id, position, values } = readItem(runtime, item, givenId, plan.next, located, at);
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
	located: LocatedCollection,
	pointer: string,
): Resource {
	const { policy, renderer } = runtime;
	const { idField, positionField = POSITION } = policy;
	const { address, view } = located;
	const { [positionField]: position = next } = item;
	const places = { id: `${pointer}/${idField}`, position: `${pointer}/${positionField}`, values: pointer };
	if (typeof givenId !== "string" && typeof givenId !== "number") {
		throw new SeedError(places.id, `expected a path segment, got ${kindOf(givenId)}`);
	}
	const names = Object.keys(item).filter((name) => name !== positionField && name !== idField);
	checkShownMembers(address.type, names, pointer);
	const values = renderer.create(view, seedContext(runtime, located, "create", item));
	for (const [name] of renderer.keptMembers(address.type)) {
		if (Object.hasOwn(item, name) && item[name] !== undefined) values[name] = item[name];
	}
	const resource: Resource = { id: String(givenId), position: position as number, values };
	checkResource(runtime, resource, located, next, places);
	return resource;
}
