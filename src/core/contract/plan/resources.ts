import { type Action, actionOf, isItemPath } from "../../operation/action.ts";
import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { ContractPolicy } from "../policy.ts";
import { shapeOf } from "./shape.ts";

/** The operations on one kind of resource, by what they do, as the shapes of their paths imply. */
export interface ResourceKind {
	/** The collection's server and path, parameters without names. */
	readonly key: string;
	readonly operations: Readonly<Record<Action, readonly string[]>>;
	/** There is one below each parent, and it is always there. */
	readonly singleton: boolean;
}

/** A path parameter, and the kind of resource that its value names. */
export interface PathParameter {
	readonly name: string;
	readonly key: string;
	/** Whether it names the item of the operation itself. */
	readonly isItem: boolean;
}

/** The life of the resources behind a table of operations. */
export class Resources {
	readonly #api: GeneratedApi;
	readonly #policy: ContractPolicy;
	readonly #kinds = new Map<string, ResourceKind>();
	readonly #keys = new Map<string, string>();
	readonly #parameters = new Map<string, readonly PathParameter[]>();
	readonly #templates = new Map<string, string[]>();

	constructor(api: GeneratedApi, policy: ContractPolicy) {
		this.#api = api;
		this.#policy = policy;
		const entries = Object.entries(api.operations);
		for (const [, { server, path }] of entries) this.#templates.set(server, [...(this.#templates.get(server) ?? []), path]);
		const byKey = new Map<string, string[]>();
		for (const [operationId] of entries) {
			const key = this.keyOf(operationId);
			byKey.set(key, [...(byKey.get(key) ?? []), operationId]);
		}
		for (const [key, operationIds] of byKey) this.#kinds.set(key, this.#kindOf(key, operationIds));
	}

	get all(): Iterable<ResourceKind> {
		return this.#kinds.values();
	}

	/** The kind of resource that an operation is about. */
	of(operationId: string): ResourceKind {
		const kind = this.#kinds.get(this.keyOf(operationId));
		if (kind === undefined) throw new RangeError(`expected the id of an operation, got ${operationId}`);
		return kind;
	}

	byKey(key: string): ResourceKind | undefined {
		return this.#kinds.get(key);
	}

	keyOf(operationId: string): string {
		const known = this.#keys.get(operationId);
		if (known !== undefined) return known;
		const { server, path } = operationOf(this.#api, operationId);
		const key = this.#key(server, isItemPath(path) ? path.slice(0, path.lastIndexOf("/")) : path);
		this.#keys.set(operationId, key);
		return key;
	}

	/** The path parameters of an operation from left to right. */
	parametersOf(operationId: string): readonly PathParameter[] {
		const known = this.#parameters.get(operationId);
		if (known !== undefined) return known;
		const { server, path } = operationOf(this.#api, operationId);
		const found = [...path.matchAll(/\/[^/]*\{([^}]+)\}[^/]*/g)].map((match) => ({
			name: match[1] ?? "",
			key: this.#key(server, path.slice(0, match.index)),
			isItem: isItemPath(path) && match.index + match[0].length === path.length,
		}));
		this.#parameters.set(operationId, found);
		return found;
	}

	#key(server: string, collection: string): string {
		const canonical = this.#policy.canonicalPath?.(collection, this.#templates.get(server) ?? [], server) ?? collection;
		return `${server}${canonical.replace(/\{[^}]+\}/g, "{}")}`;
	}

	#kindOf(key: string, operationIds: readonly string[]): ResourceKind {
		const singleton = operationIds.some((id) => this.#showsOne(id));
		const operations: Record<Action, string[]> = { create: [], list: [], fetch: [], update: [], delete: [] };
		for (const id of operationIds) {
			const action = actionOf(operationOf(this.#api, id));
			operations[singleton && action === "list" ? "fetch" : singleton && action === "create" ? "update" : action].push(id);
		}
		return { key, operations, singleton };
	}

	/** Whether a GET on a collection answers with one thing and not with a list. */
	#showsOne(operationId: string): boolean {
		const operation = operationOf(this.#api, operationId);
		if (actionOf(operation) !== "list" || operation.pagination !== undefined) return false;
		const responses = this.#api.payloads.operations[operationId]?.responses ?? {};
		const body = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].body;
		const shape = body && shapeOf(body.schema, this.#api.payloads.schemas);
		if (shape === undefined || shape.items !== undefined) return false;
		return ![...(shape.members?.values() ?? [])].some((member) => member.shape.items !== undefined);
	}
}
