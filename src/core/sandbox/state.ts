import { compilePath } from "../operation/path.ts";
import type { ResponseValidators } from "../operation/violation.ts";
import { type Violation, violationsOf } from "../operation/violation.ts";
import { Collection, type Resource, type Values } from "./collection.ts";
import type { Payloads } from "./payload.ts";
import { type RequestContext, type SandboxPolicy, SeedError } from "./policy.ts";
import { type Random, randomFrom } from "./random.ts";
import type { ResourceType, ResourceTypes, View } from "./resource-types.ts";
import { makerOf } from "./sample.ts";
import { encodeSegment } from "./template.ts";

/** The resources of one collection in a seed or a snapshot. */
export interface CollectionSeed {
	/** The account they belong to; the policy's own when left out. */
	readonly account?: string;
	/** The server, where several have collections of the same path. */
	readonly server?: string;
	/** The path of the collection, with the identifiers filled in. */
	readonly path: string;
	/** The sequence number of the next resource; one more than the last one's when left out. */
	readonly next?: number;
	/** The resources by their payload members. What is left out is made up; what is worked out when shown is ignored. */
	readonly items: readonly Values[];
}

/** Everything a sandbox knows, as plain JSON. The policy's own members stand beside the resources. */
export interface Snapshot {
	readonly version: 1;
	readonly resources: readonly CollectionSeed[];
	readonly [key: string]: unknown;
}

/** What a sandbox can be seeded with: a snapshot of which anything may be left out. */
export type Seed = Partial<Snapshot>;

interface Place {
	readonly account: string;
	readonly type: ResourceType;
	readonly path: string;
	readonly collection: Collection;
}

/** Where a collection is: everything but the resources. */
export interface Address {
	readonly account: string;
	readonly type: ResourceType;
	/** The canonical path with the identifiers filled in. */
	readonly path: string;
}

interface Tools {
	readonly types: ResourceTypes;
	readonly payloads: Payloads;
	readonly policy: SandboxPolicy;
	readonly responseValidators: Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;
	readonly now: () => number;
	readonly random: Random;
}

/** All resources of a sandbox, by account, server and path. */
export class State {
	readonly #tools: Tools;
	readonly #places = new Map<string, Place>();
	/** Grows with every change, so that whoever keeps a copy knows when it is old. */
	revision = 0;

	constructor(tools: Tools) {
		this.#tools = tools;
	}

	/** A collection; undefined while nothing was created in it. */
	find({ account, type, path }: Address): Collection | undefined {
		return this.#places.get(`${account} ${type.server}${path}`)?.collection;
	}

	/** A collection, an empty one if nothing was created in it. */
	open({ account, type, path }: Address): Collection {
		const key = `${account} ${type.server}${path}`;
		const known = this.#places.get(key);
		if (known !== undefined) return known.collection;
		const collection = new Collection();
		this.#places.set(key, { account, type, path, collection });
		return collection;
	}

	/** Draws an identifier that is not taken, as the pattern of the identifying member says. */
	newId(type: ResourceType, collection: Collection, random: Random): string {
		const schema = type.members.get(this.#tools.policy.identity);
		const pattern = schema && this.#tools.types.schemas.resolve(schema).pattern;
		const make = pattern === undefined ? undefined : makerOf(pattern);
		for (let attempt = 0; make && attempt < 16; attempt++) {
			// A random source that repeats itself, as in a test, must not lead here for ever.
			const id = make(attempt < 8 ? random : randomFrom(`${type.key} ${collection.next} ${attempt}`));
			if (id !== "" && !collection.has(id)) return id;
		}
		return String(collection.next + 1);
	}

	/** Removes a resource, and every collection below it. */
	delete(address: Address, id: string): boolean {
		const deleted = this.find(address)?.delete(id) ?? false;
		if (!deleted) return false;
		const below = `${address.account} ${address.type.server}${address.path}/${encodeSegment(id)}/`;
		if (this.#hasNested(address.type)) {
			for (const key of this.#places.keys()) if (key.startsWith(below)) this.#places.delete(key);
		}
		this.revision++;
		return true;
	}

	/** Forgets everything; the policy goes back to what it has from the start. */
	reset(): void {
		this.#places.clear();
		this.#tools.policy.state?.reset();
		this.revision++;
	}

	/** Everything there is, as plain JSON. */
	snapshot(): Snapshot {
		const resources = [...this.#places.values()].map(({ account, type, path, collection }) => ({
			account,
			server: type.server,
			path,
			next: collection.next,
			items: [...collection].map((resource) => this.#write(resource)),
		}));
		return { version: 1, resources, ...this.#tools.policy.state?.snapshot() };
	}

	/**
	 * Adds what a seed holds. Nothing is added if any of it is wrong.
	 *
	 * @throws {SeedError} with the pointer of what is wrong
	 */
	seed(seed: unknown): void {
		if (typeof seed !== "object" || seed === null || Array.isArray(seed)) throw new SeedError("", "expected an object");
		const { version = 1, resources = [], ...rest } = seed as Record<string, unknown>;
		if (version !== 1) throw new SeedError("/version", `expected 1, got ${JSON.stringify(version)}`);
		if (!Array.isArray(resources)) throw new SeedError("/resources", "expected a list of collections");
		const known = this.#tools.policy.state?.keys ?? [];
		const stranger = Object.keys(rest).find((key) => !known.includes(key));
		if (stranger !== undefined) {
			throw new SeedError(`/${stranger}`, `expected one of ${["version", "resources", ...known].join(", ")}`);
		}
		const additions = resources.map((entry: unknown, index) => this.#readCollection(entry, `/resources/${index}`));
		this.#tools.policy.state?.seed(rest);
		for (const add of additions) add();
		this.revision++;
	}

	/**
	 * Replaces everything by a snapshot. If it is refused, everything stays as it was.
	 *
	 * @throws {SeedError} with the pointer of what is wrong
	 */
	restore(snapshot: unknown): void {
		const before = this.snapshot();
		this.reset();
		try {
			this.seed(snapshot);
		} catch (error) {
			this.reset();
			this.seed(before);
			throw error;
		}
	}

	#write({ id, sequence, values }: Resource): Values {
		const { identity, sequence: name = SEQUENCE } = this.#tools.policy;
		return { [identity]: id, [name]: sequence, ...values };
	}

	/** Checks one collection of a seed; what is returned adds it. */
	#readCollection(entry: unknown, pointer: string): () => void {
		if (typeof entry !== "object" || entry === null) throw new SeedError(pointer, "expected an object");
		const { account = this.#tools.policy.account, server, path, next, items = [] } = entry as Partial<CollectionSeed>;
		if (typeof account !== "string") throw new SeedError(`${pointer}/account`, "expected the name of an account");
		if (typeof path !== "string") throw new SeedError(`${pointer}/path`, "expected the path of a collection");
		if (!Array.isArray(items)) throw new SeedError(`${pointer}/items`, "expected a list of resources");
		if (next !== undefined && !Number.isSafeInteger(next)) throw new SeedError(`${pointer}/next`, "expected an integer");
		const found = this.#locate(path, server, account);
		if (found === undefined) throw new SeedError(`${pointer}/path`, `expected the path of a collection of this API, got ${path}`);
		const { view, parameters, canonical } = found;
		const address: Address = { account, type: view.type, path: canonical };
		const resources = this.#readItems(items, { address, view, parameters, pointer: `${pointer}/items` });
		return () => {
			const collection = this.open(address);
			for (const { id, sequence, values } of resources) collection.add(id, values, sequence);
			collection.skipTo(next ?? 0);
		};
	}

	#readItems(items: readonly unknown[], target: SeedTarget): Resource[] {
		const existing = this.find(target.address);
		const ids = new Set<string>();
		let last = (existing?.next ?? 0) - 1;
		return items.map((item, index) => {
			const pointer = `${target.pointer}/${index}`;
			if (typeof item !== "object" || item === null) throw new SeedError(pointer, "expected an object");
			const resource = this.#readItem(item as Values, last + 1, target, pointer);
			const { identity, sequence = SEQUENCE } = this.#tools.policy;
			if (resource.sequence <= last)
				throw new SeedError(`${pointer}/${sequence}`, `expected more than ${last}, got ${resource.sequence}`);
			if (ids.has(resource.id) || existing?.has(resource.id))
				throw new SeedError(`${pointer}/${identity}`, `${resource.id} is there already`);
			last = resource.sequence;
			ids.add(resource.id);
			return resource;
		});
	}

	#readItem(item: Values, next: number, { address, view, parameters }: SeedTarget, pointer: string): Resource {
		const { policy, payloads, now, random } = this.#tools;
		const name = policy.sequence ?? SEQUENCE;
		const { [policy.identity]: givenId, [name]: sequence = next } = item;
		if (!Number.isSafeInteger(sequence)) throw new SeedError(`${pointer}/${name}`, "expected an integer");
		const id = givenId ?? this.newId(address.type, new Collection(), random);
		const context: RequestContext = {
			operationId: view.operationId,
			operation: view.operation,
			action: "create",
			account: address.account,
			parameters,
			fields: Object.create(null),
			ignored: [],
			now: now(),
			random,
		};
		const values = payloads.create(view, context);
		const stranger = Object.keys(item).find((key) => key !== name && key !== policy.identity && !address.type.members.has(key));
		if (stranger !== undefined) throw new SeedError(`${pointer}/${stranger}`, "no operation shows such a member");
		for (const { name: member } of payloads.keptMembers(address.type))
			if (Object.hasOwn(item, member)) values[member] = item[member];
		const resource = { id: String(id), sequence: sequence as number, values };
		const violation = this.#violationOf(resource, view, parameters, address.account);
		if (violation)
			throw new SeedError(
				`${pointer}${violation.pointer}`,
				`breaks ${violation.keyword} (${JSON.stringify(violation.expected)})`,
			);
		return resource;
	}

	/** What a resource breaks in the answer of any operation that shows a single one below the given parents. */
	#violationOf(
		resource: Resource,
		view: View,
		parameters: Readonly<Record<string, string>>,
		account: string,
	): Violation | undefined {
		for (const shown of view.type.views) {
			const validators = this.#tools.responseValidators[shown.operationId]?.[shown.status];
			const names = [...shown.parameterOf.values()].filter((name) => name !== shown.itemParameter);
			if (!validators?.body || shown.action === "list" || names.some((name) => !(name in parameters))) continue;
			const showing = { resource, account, action: shown.action, parameters, url: "http://localhost/" };
			const [violation] = violationsOf(validators.body, this.#tools.payloads.show(shown, showing));
			if (violation) return violation;
		}
		return undefined;
	}

	/** The type of the collection at a path, by any of the operations on it or its items, or by its canonical path. */
	#locate(path: string, server: string | undefined, account: string): Location | undefined {
		for (const type of this.#tools.types.all) {
			if (server !== undefined && type.server !== server) continue;
			for (const view of type.views) {
				for (const template of [view.collectionPath, view.canonicalPath]) {
					const named = compilePath(template).match(path);
					if (named === undefined) continue;
					const parameters = this.#tools.types.identifiers(view, named, account);
					return { view, parameters, canonical: view.writeCanonicalPath(parameters) };
				}
			}
		}
		return undefined;
	}

	#hasNested(type: ResourceType): boolean {
		return [...this.#tools.types.all].some(({ key }) => key.startsWith(`${type.key}/{}/`));
	}
}

interface Location {
	readonly view: View;
	readonly parameters: Readonly<Record<string, string>>;
	readonly canonical: string;
}

interface SeedTarget {
	readonly address: Address;
	readonly view: View;
	readonly parameters: Readonly<Record<string, string>>;
	readonly pointer: string;
}

/** What a snapshot calls the sequence number where payloads do not show it. */
const SEQUENCE = "$sequence";
