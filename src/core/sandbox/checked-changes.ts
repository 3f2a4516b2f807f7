import type { Change, ChangeSource } from "./change.ts";
import { ChangeError } from "./change.ts";
import { checkResource, checkShownMembers, type ResourcePlaces } from "./check-resource.ts";
import type { Resource } from "./collection.ts";
import { type LocatedCollection, locateCollection } from "./locate-collection.ts";
import { SeedError } from "./policy.ts";
import { checkPosition } from "./position.ts";
import type { SandboxRuntime } from "./runtime.ts";

/** Where a change has the parts of its resource. */
const PLACES: ResourcePlaces = { id: "/id", position: "/position", values: "/values" };

/** The changes of a store. Those that are replayed come from a file, and are checked as a seed is. */
export class CheckedChanges implements ChangeSource {
	readonly #runtime: SandboxRuntime;
	/** By server, account and path: one collection has many changes. */
	readonly #located = new Map<string, LocatedCollection>();

	constructor(runtime: SandboxRuntime) {
		this.#runtime = runtime;
	}

	get keep(): ChangeSource["keep"] {
		return this.#runtime.store.keep;
	}

	set keep(keep: ChangeSource["keep"]) {
		this.#runtime.store.keep = keep;
	}

	list(): Iterable<Change> {
		return this.#runtime.store.list();
	}

	/** @throws {SeedError} with the pointer of a value that no request could have made */
	replay(change: Change): void {
		if (change.op === "policy") this.#checkSeed(change.seed);
		else if (change.op === "skip") checkPosition(change.next, "/next");
		else if (change.op !== "clear" && change.op !== "delete") this.#checkValues(change);
		this.#runtime.store.replay(change);
	}

	#checkSeed(seed: Readonly<Record<string, unknown>>): void {
		const known = this.#runtime.policy.state?.keys ?? [];
		const unknown = Object.keys(seed).find((key) => !known.includes(key));
		if (unknown !== undefined) throw new SeedError(`/seed/${unknown}`, `expected one of ${known.join(", ")}`);
	}

	#checkValues(change: Extract<Change, { op: "add" | "update" }>): void {
		const runtime = this.#runtime;
		const located = this.#locate(change);
		const collection = runtime.store.find(located.address);
		const existing = collection?.get(change.id);
		// The store rejects a resource that is added twice, and a change of one that does not exist.
		if ((existing === undefined) === (change.op === "update")) return;
		const { id, values } = change;
		const [resource, next]: [Resource, number] =
			change.op === "add"
				? [change, collection?.next ?? 0]
				: [{ id, position: existing?.position ?? 0, values: { ...existing?.values, ...values } }, 0];
		checkShownMembers(located.address.type, Object.keys(values), PLACES.values);
		checkResource(runtime, resource, located, next, PLACES);
	}

	#locate({ account, server, path }: Extract<Change, { path: string }>): LocatedCollection {
		const key = `${server} ${account} ${path}`;
		const known = this.#located.get(key);
		if (known !== undefined) return known;
		const located = locateCollection(this.#runtime, path, server, account);
		if (located === undefined) throw new ChangeError(`expected the path of a collection of this API, got ${server}${path}`);
		if (located.address.path !== path) throw new SeedError("/path", `expected ${located.address.path}, got ${path}`);
		this.#located.set(key, located);
		return located;
	}
}
