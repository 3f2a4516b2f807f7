import { encodeSegment, fillTemplate, findByTemplate, matchPath } from "../operation/path-template.ts";
import { matchingText } from "../operation/pattern.ts";
import { type Random, randomFrom } from "../operation/random.ts";
import type { OperationView, Resources, ResourceType } from "../operation/resources.ts";
import { type Change, ChangeError, type ChangeSource, type CollectionKey } from "./change.ts";
import { Collection, type Resource } from "./collection.ts";
import type { ChangeCause, ResourceChange, SandboxPolicy } from "./policy.ts";

/** With so many draws, the one free identifier among sixty is missed once in five thousand cases. */
const MAX_DRAWS = 512;

/** Where a collection is kept. */
export interface CollectionAddress {
	readonly account: string;
	readonly type: ResourceType;
	/** The canonical path with the identifiers filled in. */
	readonly path: string;
}

/** Where the collection of a view is kept. */
export function createAddress(
	view: OperationView,
	account: string,
	parameters: Readonly<Record<string, string>>,
): CollectionAddress {
	return { account, type: view.type, path: fillTemplate(view.canonicalPath, parameters) };
}

/** The canonical path of a resource in a collection. */
export function itemPath({ singleton }: ResourceType, path: string, id: string): string {
	return singleton ? path : `${path}/${encodeSegment(id)}`;
}

/** The text that names a collection in changes. */
export function collectionKey({ account, type, path }: CollectionAddress): CollectionKey {
	return { account, server: type.server, path };
}

interface StoredCollection extends CollectionAddress {
	readonly collection: Collection;
}

/** The resources that a request, or the service itself, has changed or would change. */
export interface CausedChanges {
	readonly changes: readonly ResourceChange[];
	readonly cause: ChangeCause;
}

/** All resources of a sandbox, by account, server and path. Every change goes through `apply`. */
export class Store {
	keep: ChangeSource["keep"];
	/** Is called after the changes of a request, or of the service itself, have taken effect. */
	onChange: ((changed: CausedChanges) => void) | undefined;
	/** Is called after each change, whatever caused it. */
	onReplay: (() => void) | undefined;
	#previewed: CausedChanges[] | undefined;
	readonly #resources: Resources;
	readonly #policy: SandboxPolicy;
	readonly #collections = new Map<string, StoredCollection>();
	/** The keys of the types whose items paths lead through. */
	readonly #parentKeys: ReadonlySet<string>;

	constructor(resources: Resources, policy: SandboxPolicy) {
		this.#resources = resources;
		this.#policy = policy;
		const parameters = [...resources.all].flatMap(({ views }) => views.flatMap((view) => view.parameters));
		this.#parentKeys = new Set(parameters.filter(({ isItem }) => !isItem).map(({ key }) => key));
	}

	/** Every collection, in the order in which they were first used. */
	get all(): Iterable<StoredCollection> {
		return this.#collections.values();
	}

	/** A collection; undefined while nothing was created in it. */
	find(address: CollectionAddress): Collection | undefined {
		return this.#collections.get(textOf(collectionKey(address)))?.collection;
	}

	/** The resources in a collection below one, by the segment that leads from its address to them. */
	below({ account, type, path }: CollectionAddress, id: string, segment: string): Iterable<Resource> {
		const address = { account, server: type.server, path: `${itemPath(type, path, id)}/${segment}` };
		return this.#collections.get(textOf(address))?.collection ?? [];
	}

	/**
	 * Draws an identifier that is not taken, as the pattern of the identifying member says.
	 *
	 * @param next the position of the resource; without a pattern, a number after it is the identifier
	 * @returns undefined where every identifier that the pattern allows seems to be taken
	 */
	newId(type: ResourceType, isTaken: (id: string) => boolean, next: number, random: Random): string | undefined {
		const pattern = type.members.get(this.#policy.idField)?.pattern;
		for (let attempt = 0; attempt < MAX_DRAWS; attempt++) {
			// A random source that repeats itself, as in a test, must not lead here for ever.
			const source = attempt < 8 ? random : randomFrom(`${type.key} ${next} ${attempt}`);
			const id = (pattern && matchingText(pattern, source)) || String(next + 1 + attempt);
			if (!isTaken(id)) return id;
		}
		return undefined;
	}

	/**
	 * Carries out changes: all of them or, if they cannot be kept, none.
	 *
	 * @param cause left out for changes that nobody is told of, such as those of a seed
	 * @throws what `keep` throws
	 */
	apply(changes: readonly Change[], cause?: ChangeCause): void {
		const isTold = cause !== undefined && (this.#previewed ?? this.onChange) !== undefined;
		const changed = isTold ? { changes: changes.flatMap((change) => this.#changeOf(change)), cause } : undefined;
		if (this.#previewed !== undefined) {
			if (changed) this.#previewed.push(changed);
			return;
		}
		this.keep?.(changes);
		for (const change of changes) this.replay(change);
		if (changed) this.onChange?.(changed);
	}

	/** Calls a function whose changes are not carried out, and returns them. */
	preview(run: () => unknown): readonly CausedChanges[] {
		const previewed: CausedChanges[] = [];
		this.#previewed = previewed;
		try {
			run();
		} finally {
			this.#previewed = undefined;
		}
		return previewed;
	}

	list(): Iterable<Change> {
		const collections = [...this.all];
		const items = collections.map(({ collection }) => collection.list());
		const next = collections.map(({ collection }) => collection.next);
		return listChanges(this.#policy.state?.snapshot(), collections, items, next);
	}

	replay(change: Change): void {
		if (change.op === "clear") {
			this.#collections.clear();
			this.#policy.state?.reset();
		} else if (change.op === "policy") this.#policy.state?.seed(change.seed);
		else this.#change(change);
		this.onReplay?.();
	}

	/** The resource that a change is about, before and after it. */
	#changeOf(change: Change): ResourceChange[] {
		if (!("id" in change)) return [];
		const { path, id } = change;
		const before = this.#collections.get(textOf(change))?.collection.get(id);
		if (change.op === "add") return [{ path, before, after: { id, position: change.position, values: change.values } }];
		if (before === undefined) return [];
		const isDeleted = change.op === "delete";
		return [{ path, before, after: isDeleted ? undefined : { ...before, values: { ...before.values, ...change.values } } }];
	}

	#change(change: Exclude<Change, { op: "clear" | "policy" }>): void {
		const { type, collection } = this.#collectionOf(change);
		if (change.op === "skip") {
			collection.skipTo(change.next);
			return;
		}
		const resource = collection.get(change.id);
		if (change.op === "add") {
			if (resource !== undefined) throw new ChangeError(`${change.id} exists already`);
			collection.add(change.id, change.values, change.position);
			return;
		}
		if (resource === undefined) throw new ChangeError(`nothing has the identifier ${JSON.stringify(change.id)}`);
		if (change.op === "update") collection.update(resource, change.values);
		else this.#delete(type, collection, change);
	}

	/** Removes a resource, and every collection below it. */
	#delete(type: ResourceType, collection: Collection, change: CollectionKey & { readonly id: string }): void {
		collection.delete(change.id);
		if (!type.singleton && !this.#parentKeys.has(type.key)) return;
		for (const [key, stored] of this.#collections) if (isBelow(stored, type, change)) this.#collections.delete(key);
	}

	/** The collection that a change names; a new one where nothing was created in it. */
	#collectionOf(key: CollectionKey): StoredCollection {
		const text = textOf(key);
		const known = this.#collections.get(text);
		if (known !== undefined) return known;
		const { account, server, path } = key;
		const types = [...this.#resources.all].filter((candidate) => candidate.server === server);
		const type = findByTemplate(types, ({ views }) => views[0]?.canonicalPath ?? "", path);
		if (type === undefined) throw new ChangeError(`expected the path of a collection of this API, got ${server}${path}`);
		const stored = { account, type, path, collection: new Collection() };
		this.#collections.set(text, stored);
		return stored;
	}
}

/** Whether a collection is below a resource: the path of a singleton leads to it, or a parameter in its path names the item. */
function isBelow(
	{ account, type, path }: CollectionAddress,
	owner: ResourceType,
	{ id, ...above }: CollectionKey & { id: string },
) {
	if (account !== above.account || type.server !== above.server) return false;
	if (owner.singleton) return path.startsWith(`${above.path}/`);
	return type.views.some(({ canonicalPath, parameters }) => {
		const values = matchPath(canonicalPath, path) ?? {};
		const parent = parameters.find(({ key, isItem }) => !isItem && key === owner.key);
		return parent !== undefined && values[parent.name] === id && fillTemplate(parent.canonicalPath, values) === above.path;
	});
}

/** Lists the changes that lead to a state: of each collection, the items and the next position when the list was made. */
function* listChanges(
	seed: Readonly<Record<string, unknown>> | undefined,
	collections: readonly CollectionAddress[],
	items: readonly (readonly Resource[])[],
	next: readonly number[],
): Generator<Change> {
	if (seed !== undefined) yield { op: "policy", seed };
	for (const [index, address] of collections.entries()) {
		const key = collectionKey(address);
		const [own = [], end = 0] = [items[index], next[index]];
		for (const { id, position, values } of own) yield { op: "add", ...key, id, position, values };
		if (end !== (own.at(-1)?.position ?? -1) + 1 || own.length === 0) yield { op: "skip", ...key, next: end };
	}
}

function textOf({ account, server, path }: CollectionKey): string {
	return `${account} ${server}${path}`;
}
