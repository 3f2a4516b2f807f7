import { type Action, actionOf, type PathKind } from "./action.ts";
import type { Conventions } from "./conventions.ts";
import type { OperationDescriptor } from "./descriptor.ts";
import { type GeneratedApi, operationOf } from "./generated-api.ts";
import { groupBy } from "./group-by.ts";
import { collectionPath, itemParameter, parameterNames, templateKey } from "./path-template.ts";
import { successStatus } from "./response.ts";
import { listPointer, type Members, mergeMembers, shownMembers, shownResource } from "./shown-members.ts";

/** The resources of one collection, or the one resource at a path: what the operations on it have in common. */
export interface ResourceType {
	/** Server and path of the collection, parameters without names. */
	readonly key: string;
	readonly server: string;
	/** There is one resource below each parent, and it always exists. */
	readonly singleton: boolean;
	/** The ids of the operations on it, by what they do. */
	readonly operations: Readonly<Record<Action, readonly string[]>>;
	readonly views: readonly OperationView[];
	/** Every member that any of the operations shows. */
	readonly members: Members;
}

/** One operation, as a way to look at the resources of a type. */
export interface OperationView {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	readonly action: Action;
	/** A PUT: a field that is not sent goes back to its default. */
	readonly replaces: boolean;
	readonly type: ResourceType;
	/** The first documented success, as it is documented. */
	readonly status: string;
	/** Whether that success has a body; the response to a HEAD has none, whatever is documented. */
	readonly hasBody: boolean;
	/** The operation's own template of the collection. */
	readonly collectionPath: string;
	/** The template under which the collection is kept: see `Conventions.canonicalPath`. */
	readonly canonicalPath: string;
	/** The template of a resource's own path, before and after its identifier. */
	readonly resourcePath: { readonly before: string; readonly after: string };
	/** The parameter that names the item; undefined where the operation is not about an item. */
	readonly itemParameter: string | undefined;
	/** The path parameters from left to right. */
	readonly parameters: readonly PathParameter[];
	/** The path parameter that goes into each member of the payload. A parent's never goes into the resource's own identifier. */
	readonly parameterOf: ReadonlyMap<string, string>;
	/** The field of the body that goes into each member. */
	readonly fieldOf: ReadonlyMap<string, string>;
	/** The members of one resource in the response. */
	readonly members: Members;
}

/** A path parameter, and the collection whose items it names. */
export interface PathParameter {
	readonly name: string;
	/** The key of that collection's type; no type has it where no operation leads to the collection. */
	readonly key: string;
	/** The template under which that collection is kept. */
	readonly canonicalPath: string;
	/** Whether it names the item that the operation is about. */
	readonly isItem: boolean;
}

/**
 * The one place that infers, from paths and payloads, which resources an API has and what its operations do with them.
 *
 * An operation is about the resource or the collection at its path. A POST is about the resource above its path if that path has no
 * GET and no items, and the documented success is not 201 and shows no other resource. Such a POST, and one without a body on a
 * resource itself, is a trigger: it does something that the description does not say.
 */
export class Resources {
	readonly #api: GeneratedApi;
	readonly #conventions: Conventions;
	readonly #types = new Map<string, ResourceType>();
	readonly #views = new Map<string, OperationView>();
	readonly #templates = new Map<string, string[]>();
	readonly #canonicalPaths = new Map<string, string>();
	/** The keys of the collections whose items paths lead to, or through. */
	readonly #itemKeys: ReadonlySet<string>;
	/** By operation: the path of what it is about. */
	readonly #subjects = new Map<string, string>();

	constructor(api: GeneratedApi, conventions: Conventions) {
		this.#api = api;
		this.#conventions = conventions;
		const operations = Object.values(api.operations);
		for (const [server, group] of groupBy(operations, (operation) => operation.server)) {
			this.#templates.set(
				server,
				group.map(({ path }) => path),
			);
		}
		const ids = Object.keys(api.operations);
		this.#itemKeys = new Set(ids.flatMap((id) => this.#parametersOf(id).map(({ key }) => key)));
		for (const id of ids) this.#subjects.set(id, this.#findSubject(id));
		const byKey = groupBy(ids, (id) => this.#collectionKey(operationOf(api, id).server, this.#subjectOf(id)));
		for (const [key, operationIds] of byKey) this.#types.set(key, this.#createType(key, operationIds));
	}

	get all(): Iterable<ResourceType> {
		return this.#types.values();
	}

	byKey(key: string): ResourceType | undefined {
		return this.#types.get(key);
	}

	/** @throws {RangeError} where the API has no such operation */
	view(operationId: string): OperationView {
		const view = this.#views.get(operationId);
		if (view === undefined) throw new RangeError(`expected the id of an operation, got ${operationId}`);
		return view;
	}

	/** The type of resource that an operation is about. */
	of(operationId: string): ResourceType {
		return this.view(operationId).type;
	}

	#createType(key: string, operationIds: readonly string[]): ResourceType {
		const singleton = this.#isSingleton(key, operationIds);
		const operations: Record<Action, string[]> = {
			create: [],
			list: [],
			fetch: [],
			update: [],
			delete: [],
			updateAll: [],
			deleteAll: [],
			trigger: [],
		};
		const views: OperationView[] = [];
		let members: Members | undefined;
		const { server } = operationOf(this.#api, operationIds[0] ?? "");
		const type: ResourceType = {
			...{ key, server, singleton, operations, views },
			get members() {
				members ??= mergeMembers(views.map((view) => view.members));
				return members;
			},
		};
		for (const operationId of operationIds) {
			const view = this.#createView(operationId, type, operationIds);
			operations[view.action].push(operationId);
			views.push(view);
			this.#views.set(operationId, view);
		}
		return type;
	}

	/**
	 * A path is one resource, and no collection, if a GET on it shows one thing. Otherwise, nothing is created there and no path
	 * leads to an item below it; and if a GET shows objects in a list, there is a PUT or a PATCH.
	 */
	#isSingleton(key: string, operationIds: readonly string[]): boolean {
		const operations = operationIds.map((id) => ({ id, ...operationOf(this.#api, id) }));
		const onCollection = operations.filter(({ id }) => itemParameter(this.#subjectOf(id)) === undefined);
		const readers = onCollection.filter(({ method }) => method === "GET" || method === "HEAD");
		if (readers.some(({ id }) => this.#showsOne(id))) return true;
		const methods = onCollection.map(({ method }) => method);
		if (methods.length === 0 || methods.includes("POST") || this.#itemKeys.has(key)) return false;
		return readers.length === 0 || methods.includes("PUT") || methods.includes("PATCH");
	}

	#subjectOf(operationId: string): string {
		return this.#subjects.get(operationId) ?? operationOf(this.#api, operationId).path;
	}

	#findSubject(operationId: string): string {
		const operation = operationOf(this.#api, operationId);
		const { method, path, server } = operation;
		if (method !== "POST" || itemParameter(path) !== undefined || successStatus(operation) === "201") return path;
		const isRead = this.#operationsAt(server, path).some((id) => /GET|HEAD/.test(operationOf(this.#api, id).method));
		if (isRead || this.#itemKeys.has(this.#collectionKey(server, path))) return path;
		const above = path.slice(0, path.lastIndexOf("/"));
		const known = this.#membersAt(server, above);
		const shown = this.#namesShown(operationId);
		const showsOther = shown.includes(this.#conventions.idField) && !shown.every((name) => known?.has(name));
		return known === undefined || showsOther ? path : above;
	}

	/** The members of the one resource at a path; undefined where there is none. */
	#membersAt(server: string, path: string): ReadonlySet<string> | undefined {
		const isItem = itemParameter(path) !== undefined;
		const own = this.#operationsAt(server, path);
		const creators = isItem ? this.#operationsAt(server, collectionPath(path)).filter((id) => this.#showsOne(id)) : [];
		if (!isItem && !own.some((id) => operationOf(this.#api, id).method === "GET" && this.#showsOne(id))) return undefined;
		const all = [...own, ...creators];
		return all.length === 0 ? undefined : new Set(all.flatMap((id) => this.#namesShown(id)));
	}

	#namesShown(operationId: string): string[] {
		const status = successStatus(operationOf(this.#api, operationId));
		return Object.keys(shownResource(this.#api, operationId, status, "fetch")?.properties ?? {});
	}

	#operationsAt(server: string, path: string): string[] {
		const key = templateKey(path);
		const operations = Object.entries(this.#api.operations);
		return operations.filter(([, other]) => other.server === server && templateKey(other.path) === key).map(([id]) => id);
	}

	#showsOne(operationId: string): boolean {
		const operation = operationOf(this.#api, operationId);
		const body = this.#api.payloads.operations[operationId]?.responses[successStatus(operation)]?.body;
		if (body === undefined) return false;
		const hasId = this.#namesShown(operationId).includes(this.#conventions.idField);
		return hasId || listPointer(operation, body, this.#api.payloads.schemas) === undefined;
	}

	#createView(operationId: string, type: ResourceType, siblings: readonly string[]): OperationView {
		const operation = operationOf(this.#api, operationId);
		const { server } = operation;
		const path = this.#subjectOf(operationId);
		const status = successStatus(operation);
		const inferred = actionOf(operation, pathKindOf(path, type.singleton));
		const isTrigger = path !== operation.path || (operation.method === "POST" && operation.body === undefined);
		const action = inferred === "update" && isTrigger ? "trigger" : inferred;
		const collection = collectionPath(path);
		const { propertyNameFor, idField } = this.#conventions;
		const api = this.#api;
		const item = itemParameter(path);
		const repeated = parameterNames(path).map((name) => [propertyNameFor(name), name] as const);
		return {
			operationId,
			operation,
			action,
			replaces: operation.method === "PUT",
			type,
			status,
			hasBody: operation.method !== "HEAD" && (operation.responses[status]?.length ?? 0) > 0,
			collectionPath: collection,
			canonicalPath: this.#canonical(collection, server),
			resourcePath: this.#resourcePath(path, type.singleton, siblings),
			itemParameter: item,
			parameters: this.#parametersOf(operationId),
			parameterOf: new Map(repeated.filter(([member, name]) => member !== idField || name === item)),
			fieldOf: new Map(Object.keys(operation.body?.fields ?? {}).map((name) => [propertyNameFor(name), name])),
			get members() {
				return shownMembers(api, operationId, status, action);
			},
		};
	}

	/** An operation on a collection shows items at the path of an operation on them, where the same collection has one. */
	#resourcePath(path: string, singleton: boolean, siblings: readonly string[]): OperationView["resourcePath"] {
		if (singleton) return { before: path, after: "" };
		if (itemParameter(path) !== undefined) return splitAtItem(path);
		const collection = collectionPath(path);
		const suffix = path.slice(collection.length);
		const paths = siblings.map((id) => this.#subjectOf(id)).filter((other) => itemParameter(other) !== undefined);
		const ofItems = paths.filter((other) => templateKey(collectionPath(other)) === templateKey(collection));
		const item = ofItems.find((other) => other.endsWith(`}${suffix}`)) ?? ofItems[0] ?? "/{item}";
		return splitAtItem(collection + item.slice(item.lastIndexOf("/")));
	}

	#parametersOf(operationId: string): readonly PathParameter[] {
		const { server, path } = operationOf(this.#api, operationId);
		const subject = this.#subjectOf(operationId);
		const item = itemParameter(subject);
		const last = subject.split("/").length - 1;
		const segments = path.split("/");
		return segments.flatMap((segment, index) => {
			const names = parameterNames(segment);
			const canonicalPath = this.#canonical(segments.slice(0, index).join("/"), server);
			return names.map((name, position): PathParameter => {
				const isLast = position === names.length - 1;
				// Of several parameters in a segment, the last names the item; the others name nothing that can be created.
				const key = server + templateKey(canonicalPath) + (isLast ? "" : `/{}:${name}`);
				return { name, key, canonicalPath, isItem: isLast && index === last && name === item };
			});
		});
	}

	#collectionKey(server: string, path: string): string {
		return server + templateKey(this.#canonical(collectionPath(path), server));
	}

	#canonical(collection: string, server: string): string {
		const key = `${server} ${collection}`;
		const known = this.#canonicalPaths.get(key);
		if (known !== undefined) return known;
		const templates = this.#templates.get(server) ?? [];
		const path = this.#conventions.canonicalPath?.(collection, templates) ?? collection;
		this.#canonicalPaths.set(key, path);
		return path;
	}
}

function splitAtItem(path: string): OperationView["resourcePath"] {
	const start = path.lastIndexOf("{");
	return { before: path.slice(0, start), after: path.slice(path.indexOf("}", start) + 1) };
}

function pathKindOf(path: string, singleton: boolean): PathKind {
	if (itemParameter(path) !== undefined) return "item";
	return singleton ? "singleton" : "collection";
}
