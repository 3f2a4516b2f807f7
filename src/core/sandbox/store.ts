import { encodeSegment, fillTemplate } from "../operation/path-template.ts";
import { matchingText } from "../operation/pattern.ts";
import { type Random, randomFrom } from "../operation/random.ts";
import type { OperationView, Resources, ResourceType } from "../operation/resources.ts";
import { Collection } from "./collection.ts";

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

interface StoredCollection extends CollectionAddress {
	readonly collection: Collection;
}

/** All resources of a sandbox, by account, server and path. */
export class Store {
	readonly #resources: Resources;
	readonly #idField: string;
	readonly #collections = new Map<string, StoredCollection>();
	/** Grows with every change, so that a copy can be known to be old. */
	revision = 0;

	/** @param idField the member of payloads that holds a resource's identifier */
	constructor(resources: Resources, idField: string) {
		this.#resources = resources;
		this.#idField = idField;
	}

	/** Every collection, in the order in which they were first used. */
	get all(): Iterable<StoredCollection> {
		return this.#collections.values();
	}

	/** A collection; undefined while nothing was created in it. */
	find(address: CollectionAddress): Collection | undefined {
		return this.#collections.get(keyOf(address))?.collection;
	}

	/** A collection; an empty one where nothing was created in it. */
	getOrCreate(address: CollectionAddress): Collection {
		const key = keyOf(address);
		const known = this.#collections.get(key);
		if (known !== undefined) return known.collection;
		const collection = new Collection();
		this.#collections.set(key, { ...address, collection });
		return collection;
	}

	/** Draws an identifier that is not taken, as the pattern of the identifying member says. */
	newId(type: ResourceType, collection: Collection, random: Random): string {
		const pattern = type.members.get(this.#idField)?.pattern;
		for (let attempt = 0; pattern !== undefined && attempt < 16; attempt++) {
			// A random source that repeats itself, as in a test, must not lead here for ever.
			const id = matchingText(pattern, attempt < 8 ? random : randomFrom(`${type.key} ${collection.next} ${attempt}`));
			if (id && !collection.has(id)) return id;
		}
		return String(collection.next + 1);
	}

	/** Removes a resource, and every collection below it. */
	delete(address: CollectionAddress, id: string): boolean {
		if (!this.find(address)?.delete(id)) return false;
		this.revision++;
		if (id === "" || !this.#hasNested(address.type)) return true;
		const below = `${keyOf(address)}/${encodeSegment(id)}/`;
		for (const key of this.#collections.keys()) if (key.startsWith(below)) this.#collections.delete(key);
		return true;
	}

	/** Removes everything. */
	clear(): void {
		this.#collections.clear();
		this.revision++;
	}

	#hasNested(type: ResourceType): boolean {
		return [...this.#resources.all].some(({ key }) => key.startsWith(`${type.key}/{}/`));
	}
}

function keyOf({ account, type, path }: CollectionAddress): string {
	return `${account} ${type.server}${path}`;
}
