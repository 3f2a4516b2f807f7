import { type Action, actionOf, type PathKind } from "./action.ts";
import type { Conventions } from "./conventions.ts";
import type { OperationDescriptor } from "./descriptor.ts";
import { type GeneratedApi, operationOf } from "./generated-api.ts";
import { groupBy } from "./group-by.ts";
import { fromPointer, toPointer } from "./json-pointer.ts";
import type { JsonSchemas } from "./json-schema.ts";
import { collectionPath, itemParameter, parameterNames, templateKey } from "./path-template.ts";
import type { PartPayloads } from "./payloads.ts";
import { successStatus } from "./response.ts";
import { type SchemaView, viewProperty, viewSchema } from "./schema-view.ts";

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

/** The members of a payload by name, in the order of the description. */
export type Members = ReadonlyMap<string, SchemaView>;

/** One operation, as a way to look at the resources of a type. */
export interface OperationView {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	readonly action: Action;
	readonly type: ResourceType;
	/** The first documented success, as it is documented. */
	readonly status: string;
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
	/** The path parameter that goes into each member of the payload. */
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

/** The one place that infers, from paths and payloads, which resources an API has and what its operations do with them. */
export class Resources {
	readonly #api: GeneratedApi;
	readonly #conventions: Conventions;
	readonly #types = new Map<string, ResourceType>();
	readonly #views = new Map<string, OperationView>();
	readonly #templates = new Map<string, string[]>();

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
		const byKey = groupBy(Object.keys(api.operations), (id) => this.#collectionKey(operationOf(api, id)));
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
		};
		const views: OperationView[] = [];
		const members = new Map<string, SchemaView>();
		const { server } = operationOf(this.#api, operationIds[0] ?? "");
		const type: ResourceType = { key, server, singleton, operations, views, members };
		for (const operationId of operationIds) {
			const view = this.#createView(operationId, type, operationIds);
			operations[view.action].push(operationId);
			views.push(view);
			this.#views.set(operationId, view);
			for (const [name, member] of view.members) if (!members.has(name)) members.set(name, member);
		}
		return type;
	}

	/**
	 * A path is one resource, and no collection, if a GET on it shows one thing; where there is no GET, if nothing is created
	 * there and no path leads to an item below it.
	 */
	#isSingleton(key: string, operationIds: readonly string[]): boolean {
		const operations = operationIds.map((id) => ({ id, ...operationOf(this.#api, id) }));
		const onCollection = operations.filter(({ path }) => itemParameter(path) === undefined);
		const readers = onCollection.filter(({ method }) => method === "GET" || method === "HEAD");
		if (readers.length > 0) return readers.some(({ id }) => this.#showsOne(id));
		const hasItems = Object.values(this.#api.operations).some(({ server, path }) =>
			`${server}${templateKey(path)}`.startsWith(`${key}/{}`),
		);
		return !hasItems && onCollection.length > 0 && !onCollection.some(({ method }) => method === "POST");
	}

	#showsOne(operationId: string): boolean {
		const operation = operationOf(this.#api, operationId);
		const body = this.#api.payloads.operations[operationId]?.responses[successStatus(operation)]?.body;
		return body !== undefined && listPointer(operation, body, this.#api.payloads.schemas) === undefined;
	}

	#createView(operationId: string, type: ResourceType, siblings: readonly string[]): OperationView {
		const operation = operationOf(this.#api, operationId);
		const { path, server } = operation;
		const status = successStatus(operation);
		const action = actionOf(operation, pathKindOf(path, type.singleton));
		const collection = collectionPath(path);
		const { propertyNameFor } = this.#conventions;
		return {
			operationId,
			operation,
			action,
			type,
			status,
			hasBody: (operation.responses[status]?.mediaTypes.length ?? 0) > 0,
			collectionPath: collection,
			canonicalPath: this.#canonical(collection, server),
			resourcePath: this.#resourcePath(path, type.singleton, siblings),
			itemParameter: itemParameter(path),
			parameters: this.#parametersOf(operation),
			parameterOf: new Map(parameterNames(path).map((name) => [propertyNameFor(name), name])),
			fieldOf: new Map(Object.keys(operation.body?.fields ?? {}).map((name) => [propertyNameFor(name), name])),
			members: shownMembers(this.#api, operationId, status, action),
		};
	}

	/** An operation on a collection shows items at the path of an operation on them, where the same collection has one. */
	#resourcePath(path: string, singleton: boolean, siblings: readonly string[]): OperationView["resourcePath"] {
		if (singleton) return { before: path, after: "" };
		if (itemParameter(path) !== undefined) return splitAtItem(path);
		const collection = collectionPath(path);
		const suffix = path.slice(collection.length);
		const paths = siblings.map((id) => operationOf(this.#api, id).path).filter((other) => itemParameter(other) !== undefined);
		const ofItems = paths.filter((other) => templateKey(collectionPath(other)) === templateKey(collection));
		const item = ofItems.find((other) => other.endsWith(`}${suffix}`)) ?? ofItems[0] ?? "/{item}";
		return splitAtItem(collection + item.slice(item.lastIndexOf("/")));
	}

	#parametersOf({ server, path }: OperationDescriptor): readonly PathParameter[] {
		const item = itemParameter(path);
		const segments = path.split("/");
		return segments.flatMap((segment, index) => {
			const names = parameterNames(segment);
			const canonicalPath = this.#canonical(segments.slice(0, index).join("/"), server);
			return names.map((name, position): PathParameter => {
				const isLast = position === names.length - 1;
				// Of several parameters in a segment, the last names the item; the others name nothing that can be created.
				const key = server + templateKey(canonicalPath) + (isLast ? "" : `/{}:${name}`);
				return { name, key, canonicalPath, isItem: isLast && index === segments.length - 1 && name === item };
			});
		});
	}

	#collectionKey({ server, path }: OperationDescriptor): string {
		return server + templateKey(this.#canonical(collectionPath(path), server));
	}

	#canonical(collection: string, server: string): string {
		const templates = this.#templates.get(server) ?? [];
		return this.#conventions.canonicalPath?.(collection, templates, server) ?? collection;
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

/**
 * Where the payload of a list has its items, as a JSON pointer: as the operation says (`x-pagination`), else in the payload
 * itself or in its first member that is a list.
 *
 * @returns undefined where the payload has no list
 */
export function listPointer({ pagination }: OperationDescriptor, body: PartPayloads, schemas: JsonSchemas): string | undefined {
	if (pagination !== undefined) return pagination.items;
	const view = viewSchema(body.schema, schemas);
	if (view.items !== undefined) return "";
	const name = Object.keys(view.properties ?? {}).find((key) => viewProperty(view, key, schemas).items !== undefined);
	return name === undefined ? undefined : toPointer([name]);
}

/** The members of one resource in a response; of the items, where the operation lists. */
export function shownMembers(
	{ operations, payloads }: GeneratedApi,
	operationId: string,
	status: string,
	action: Action,
): Members {
	const body = payloads.operations[operationId]?.responses[status]?.body;
	const operation = operations[operationId];
	if (body === undefined || operation === undefined) return NO_MEMBERS;
	const { schemas } = payloads;
	const pointer = action === "list" ? listPointer(operation, body, schemas) : undefined;
	let view = viewSchema(body.schema, schemas);
	if (pointer !== undefined) {
		for (const name of fromPointer(pointer)) view = viewProperty(view, name, schemas);
		view = viewSchema(view.items, schemas);
	}
	const known = membersOf.get(view);
	if (known !== undefined) return known;
	const members: Members = new Map(Object.keys(view.properties ?? {}).map((name) => [name, viewProperty(view, name, schemas)]));
	membersOf.set(view, members);
	return members;
}

const NO_MEMBERS: Members = new Map();

const membersOf = new WeakMap<SchemaView, Members>();
