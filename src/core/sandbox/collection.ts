/** The values of a resource by the names they have in payloads, without those that are derived when it is rendered. */
export type ResourceValues = Record<string, unknown>;

/** One thing that was created. */
export interface Resource {
	/** Identifies it within its collection. */
	readonly id: string;
	/** Its position in the order of creation. No other resource of the collection ever has the same. */
	readonly position: number;
	readonly values: ResourceValues;
}

/** Which part of a collection to show. */
export interface PageRequest {
	/** The maximal number of items, at least 1. */
	readonly size: number;
	readonly descending: boolean;
	/**
	 * Where the page starts: after a number of items, or beside the resource with a position, in the order asked for. A start
	 * beside a resource stays the same when others are created and deleted.
	 */
	readonly start: { readonly offset: number } | { readonly after: number } | { readonly before: number };
}

export interface ItemPage {
	readonly items: readonly Resource[];
	readonly hasPrevious: boolean;
	readonly hasNext: boolean;
}

/**
 * The resources below one parent, in the order of their creation.
 *
 * They are kept in an array that is sorted by position, and in an index by identifier. A page is a slice of the array; a
 * deleted resource is found by binary search and removed from it.
 */
export class Collection {
	#items: Resource[] = [];
	/** Whether somebody else reads the array of items, which therefore must not change. */
	#isShared = false;
	readonly #byId = new Map<string, Resource>();
	#next = 0;

	/** How many resources there are. */
	get size(): number {
		return this.#items.length;
	}

	/** The position of the next resource. */
	get next(): number {
		return this.#next;
	}

	/** Keeps numbers below this one from being given out. */
	skipTo(next: number): void {
		this.#next = Math.max(this.#next, next);
	}

	has(id: string): boolean {
		return this.#byId.has(id);
	}

	get(id: string): Resource | undefined {
		return this.#byId.get(id);
	}

	/** Adds a resource behind all others. Its identifier must not be taken. */
	add(id: string, values: ResourceValues, position = this.#next): Resource {
		const resource: Resource = { id, position, values };
		this.#next = position + 1;
		this.#ownItems().push(resource);
		this.#byId.set(id, resource);
		return resource;
	}

	/** Changes some values. The resource is replaced: a reference to the old one shows no change. */
	update(resource: Resource, changes: ResourceValues): Resource {
		const updated: Resource = { ...resource, values: { ...resource.values, ...changes } };
		this.#ownItems()[this.#indexOf(resource.position)] = updated;
		this.#byId.set(resource.id, updated);
		return updated;
	}

	delete(id: string): boolean {
		const resource = this.#byId.get(id);
		if (resource === undefined) return false;
		this.#byId.delete(id);
		this.#ownItems().splice(this.#indexOf(resource.position), 1);
		return true;
	}

	/** A page of the resources that the filter lets through; without a filter its cost depends on its size alone. */
	page({ size, descending, start }: PageRequest, filter?: (resource: Resource) => boolean): ItemPage {
		const items = filter ? this.#items.filter(filter) : this.#items;
		const count = items.length;
		const [from, to] = bounds(start, size, count, (position) => rankOf(items, position, descending));
		const slice = descending ? items.slice(count - to, count - from).reverse() : items.slice(from, to);
		return { items: slice, hasPrevious: from > 0, hasNext: to < count };
	}

	/** The resources as they are now: later changes do not affect the list. It costs the same for any number of them. */
	list(): readonly Resource[] {
		this.#isShared = true;
		return this.#items;
	}

	[Symbol.iterator](): Iterator<Resource> {
		return this.#items[Symbol.iterator]();
	}

	/** The array of items, to be changed. */
	#ownItems(): Resource[] {
		if (this.#isShared) this.#items = [...this.#items];
		this.#isShared = false;
		return this.#items;
	}

	#indexOf(position: number): number {
		return lowerBound(this.#items, position);
	}
}

/** First and last place (exclusive) of a page, counted in the order asked for. */
function bounds(
	start: PageRequest["start"],
	size: number,
	count: number,
	rank: (position: number) => { before: number; through: number },
): readonly [number, number] {
	if ("before" in start) {
		const to = rank(start.before).before;
		return [Math.max(0, to - size), to];
	}
	const from = Math.min(count, "after" in start ? rank(start.after).through : start.offset);
	return [from, Math.min(count, from + size)];
}

/** How many items come before the place of a position, and how many up to and including it. */
function rankOf(items: readonly Resource[], position: number, descending: boolean): { before: number; through: number } {
	const below = lowerBound(items, position);
	const upTo = lowerBound(items, position + 1);
	if (!descending) return { before: below, through: upTo };
	return { before: items.length - upTo, through: items.length - below };
}

function lowerBound(items: readonly Resource[], position: number): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((items[middle]?.position ?? 0) < position) low = middle + 1;
		else high = middle;
	}
	return low;
}
