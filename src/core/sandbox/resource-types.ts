import type { OperationDescriptor } from "../operation/descriptor.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import type { SandboxApi, SandboxPolicy } from "./policy.ts";
import { randomFrom } from "./random.ts";
import { type Action, actionOf, isItemPath } from "./routes.ts";
import { makerOf } from "./sample.ts";
import { type JsonSchema, type ResolvedSchema, SchemaReader } from "./schema.ts";
import { compileTemplate, type PathWriter } from "./template.ts";

/** What the operations on one collection, and on the items in it, have in common. */
export interface ResourceType {
	/** The collection's server and path, parameters without names. */
	readonly key: string;
	readonly server: string;
	/** Whether an operation creates resources of this type. If none does, a resource is there as soon as it is used as a parent. */
	creatable: boolean;
	/** There is one resource below each parent, and it is always there. */
	singleton: boolean;
	/** Every member that any of the operations shows, with its schema. */
	readonly members: Map<string, JsonSchema>;
	readonly views: View[];
}

/** One operation, as a way to look at the resources of a type. */
export interface View {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	action: Action;
	readonly type: ResourceType;
	/** The success status, as it stands in the description. */
	readonly status: string;
	readonly hasBody: boolean;
	/** The operation's own path to the collection. */
	readonly collectionPath: string;
	/** The path that the collection is kept under. */
	readonly canonicalPath: string;
	readonly writeCollectionPath: PathWriter;
	readonly writeCanonicalPath: PathWriter;
	/** The parameter that names the item; undefined on a collection. */
	readonly itemParameter: string | undefined;
	/** The collections of the resources that the path leads through, and the parameter that names the one in each. */
	readonly ancestors: readonly { readonly key: string; readonly parameter: string; readonly writePath: PathWriter }[];
	/** The member of the payload that each path parameter goes into. */
	readonly parameterOf: ReadonlyMap<string, string>;
	/** The field of the body that each member comes from. */
	readonly fieldOf: ReadonlyMap<string, string>;
	/** Whether every field is sure to fit the member that it goes into. */
	readonly fieldsFit: boolean;
	/** The members of an item, in the order of the description. */
	readonly members: readonly { readonly name: string; readonly schema: JsonSchema }[];
}

/** Reads off the operation table which resources there are, and compiles what shows them. */
export class ResourceTypes {
	readonly schemas: SchemaReader;
	readonly #policy: SandboxPolicy;
	readonly #types = new Map<string, ResourceType>();
	readonly #views = new Map<string, View>();
	readonly #aliases = new WeakMap<View, ReadonlyMap<string, RegExp>>();

	constructor(api: SandboxApi, policy: SandboxPolicy) {
		this.schemas = new SchemaReader(api.description);
		this.#policy = policy;
		const templates = new Map<string, string[]>();
		for (const { server, path } of Object.values(api.operations)) templates.set(server, [...(templates.get(server) ?? []), path]);
		for (const [operationId, operation] of Object.entries(api.operations)) {
			const view = this.#createView(operationId, operation, templates.get(operation.server) ?? []);
			this.#views.set(operationId, view);
			view.type.views.push(view);
			for (const { name, schema } of view.members) if (!view.type.members.has(name)) view.type.members.set(name, schema);
		}
		for (const type of this.#types.values()) this.#classify(type);
	}

	get all(): Iterable<ResourceType> {
		return this.#types.values();
	}

	byKey(key: string): ResourceType | undefined {
		return this.#types.get(key);
	}

	view(operationId: string): View {
		const view = this.#views.get(operationId);
		if (view === undefined) throw new RangeError(`expected the id of an operation, got ${operationId}`);
		return view;
	}

	/**
	 * Replaces names by identifiers: a path parameter whose value is not what the payload member of the same name may
	 * hold, such as a unique name in place of an identifier. The same name always gives the same identifier.
	 */
	identifiers(view: View, path: Readonly<Record<string, string>>, account: string): Readonly<Record<string, string>> {
		let patterns = this.#aliases.get(view);
		if (patterns === undefined) {
			patterns = this.#aliasPatterns(view);
			this.#aliases.set(view, patterns);
		}
		let resolved = path;
		for (const [parameter, pattern] of patterns) {
			const value = path[parameter];
			if (value === undefined || pattern.test(value)) continue;
			resolved = { ...resolved, [parameter]: makerOf(pattern.source)(randomFrom(`${account} ${parameter} ${value}`)) };
		}
		return resolved;
	}

	#aliasPatterns(view: View): ReadonlyMap<string, RegExp> {
		const patterns = new Map<string, RegExp>();
		for (const [member, parameter] of view.parameterOf) {
			const schema = view.type.members.get(member);
			const pattern = schema && this.schemas.resolve(schema).pattern;
			if (pattern !== undefined && parameter !== view.itemParameter) patterns.set(parameter, new RegExp(pattern, "u"));
		}
		return patterns;
	}

	#createView(operationId: string, operation: OperationDescriptor, templates: readonly string[]): View {
		const { path, server } = operation;
		const isItem = isItemPath(path);
		const collectionPath = isItem ? path.slice(0, path.lastIndexOf("/")) : path;
		const canonical = (template: string) => this.#policy.canonicalPath?.(template, templates, server) ?? template;
		const type = this.#typeOf(server, canonical(collectionPath));
		const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
		const status = Object.keys(operation.responses).find((key) => key.startsWith("2")) ?? "200";
		const action = actionOf(operation);
		const members = this.#membersOf(operation, status, action);
		const fieldOf = new Map(Object.keys(operation.body?.fields ?? {}).map((name) => [this.#policy.memberName(name), name]));
		return {
			operationId,
			operation,
			action,
			type,
			status,
			hasBody: (operation.responses[status]?.mediaTypes.length ?? 0) > 0,
			collectionPath,
			canonicalPath: canonical(collectionPath),
			writeCollectionPath: compileTemplate(collectionPath),
			writeCanonicalPath: compileTemplate(canonical(collectionPath)),
			itemParameter: isItem ? names.at(-1) : undefined,
			ancestors: ancestorsOf(collectionPath).map(({ collection, parameter }) => ({
				key: keyOf(server, canonical(collection)),
				parameter,
				writePath: compileTemplate(canonical(collection)),
			})),
			parameterOf: new Map(names.map((name) => [this.#policy.memberName(name), name])),
			fieldOf,
			fieldsFit: this.#fieldsFit(operation, fieldOf, members),
			members,
		};
	}

	#typeOf(server: string, collectionPath: string): ResourceType {
		const key = keyOf(server, collectionPath);
		const known = this.#types.get(key);
		if (known !== undefined) return known;
		const type: ResourceType = { key, server, creatable: false, singleton: false, members: new Map(), views: [] };
		this.#types.set(key, type);
		return type;
	}

	#fieldsFit(operation: OperationDescriptor, fieldOf: View["fieldOf"], members: View["members"]): boolean {
		const schema = this.schemas.requestSchema(operation.path, operation.method);
		const fields = schema && this.schemas.resolve(schema).properties;
		return members.every(({ name, schema: member }) => {
			const fieldName = fieldOf.get(name);
			if (fieldName === undefined || this.#policy.members[name] !== undefined) return true;
			const field = fields?.[fieldName];
			return field !== undefined && this.schemas.isWithin(field, member);
		});
	}

	/** The members of one item: of the payload itself, or of the items of its list. */
	#membersOf(operation: OperationDescriptor, status: string, action: Action): View["members"] {
		const schema = this.schemas.responseSchema(operation.path, operation.method, status);
		if (schema === undefined) return [];
		const item = action === "list" ? this.itemSchema(schema, operation) : schema;
		return Object.entries(this.schemas.resolve(item ?? schema).properties ?? {}).map(([name, member]) => ({
			name,
			schema: member,
		}));
	}

	/** The schema of a list's items; undefined where the payload has no list. */
	itemSchema(schema: JsonSchema, { pagination }: OperationDescriptor): JsonSchema | undefined {
		const walk = (from: JsonSchema, segments: readonly string[]): ResolvedSchema | undefined => {
			const [segment, ...rest] = segments;
			const resolved = this.schemas.resolve(from);
			if (segment === undefined) return resolved;
			const member = resolved.properties?.[segment];
			return member && walk(member, rest);
		};
		if (pagination) return walk(schema, fromPointer(pagination.items))?.items;
		const whole = this.schemas.resolve(schema);
		const lists = [whole, ...Object.values(whole.properties ?? {}).map((member) => this.schemas.resolve(member))];
		return lists.find(({ items }) => items !== undefined)?.items;
	}

	/** A collection that answers a GET with one thing, or can be replaced or removed itself, is that one thing. */
	#classify(type: ResourceType): void {
		const onCollection = type.views.filter(({ itemParameter }) => itemParameter === undefined);
		type.singleton = onCollection.some(({ operation, action, status }) => {
			if (action !== "list") return action !== "create";
			const schema = this.schemas.responseSchema(operation.path, operation.method, status);
			return schema !== undefined && !operation.pagination && this.itemSchema(schema, operation) === undefined;
		});
		if (type.singleton) for (const view of onCollection) view.action = SINGLETON_ACTIONS[view.operation.method] ?? "fetch";
		type.creatable = type.views.some(({ action }) => action === "create");
	}
}

const SINGLETON_ACTIONS: Readonly<Record<string, Action>> = {
	GET: "fetch",
	POST: "update",
	PUT: "update",
	PATCH: "update",
	DELETE: "delete",
};

/** Two templates with other parameter names are the same collection. */
function keyOf(server: string, collectionPath: string): string {
	return `${server}${collectionPath.replace(/\{[^}]+\}/g, "{}")}`;
}

/** Every collection that a path leads through on its way to another one. */
function ancestorsOf(collectionPath: string): { collection: string; parameter: string }[] {
	const segments = collectionPath.split("/");
	return segments.flatMap((segment, index) => {
		const parameter = /^\{([^}]+)\}$/.exec(segment)?.[1];
		return parameter === undefined ? [] : [{ collection: segments.slice(0, index).join("/"), parameter }];
	});
}
