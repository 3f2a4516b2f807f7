import type { Action } from "../operation/action.ts";
import { findByTemplate, matchPath } from "../operation/path-template.ts";
import type { OperationView, Resources } from "../operation/resources.ts";
import { resolveAliases } from "./aliases.ts";
import type { ResourceValues } from "./collection.ts";
import type { RequestContext } from "./policy.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { type CollectionAddress, createAddress } from "./store.ts";

/** The collection that resources are read for. */
export interface LocatedCollection {
	readonly address: CollectionAddress;
	readonly view: OperationView;
	readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the collection at a path, by any of the operations on it or its items, or else by its canonical path. */
export function locateCollection(
	{ resources }: SandboxRuntime,
	path: string,
	server: string | undefined,
	account: string,
): LocatedCollection | undefined {
	const near = templatesOf(resources).filter(({ view }) => server === undefined || view.type.server === server);
	const found = findByTemplate(near, ({ template }) => template, path);
	if (found === undefined) return undefined;
	const parameters = resolveAliases(found.view, matchPath(found.template, path) ?? {}, account);
	return { view: found.view, parameters, address: createAddress(found.view, account, parameters) };
}

interface NamedTemplate {
	readonly template: string;
	readonly view: OperationView;
}

/** Listed once for an API: some resources bring others about, each of which is looked for. */
const knownTemplates = new WeakMap<Resources, readonly NamedTemplate[]>();

/** The templates of the collections of an API, each with the first operation that has it. */
function templatesOf(resources: Resources): readonly NamedTemplate[] {
	const known = knownTemplates.get(resources);
	if (known !== undefined) return known;
	const first = new Map<string, NamedTemplate>();
	for (const { server, views } of resources.all) {
		for (const name of ["collectionPath", "canonicalPath"] as const) {
			for (const view of views) {
				const key = `${server} ${view[name]}`;
				if (!first.has(key)) first.set(key, { template: view[name], view });
			}
		}
	}
	const templates = [...first.values()];
	knownTemplates.set(resources, templates);
	return templates;
}

/** The operations on the resources of a collection that the parameters of its path suffice for. */
export function viewsAt({ address: { type }, parameters }: LocatedCollection): OperationView[] {
	return type.views.filter((view) => view.parameters.every(({ name, isItem }) => isItem || name in parameters));
}

/** The request that would have created a resource with these values, or changed them. */
export function seedContext(
	{ now, random }: SandboxRuntime,
	{ address, view, parameters }: LocatedCollection,
	action: Action,
	values: ResourceValues,
): RequestContext {
	const { operationId, operation } = view;
	const { account, type } = address;
	const fields: Record<string, unknown> = Object.create(null);
	for (const { fieldOf } of type.views) {
		for (const [name, field] of fieldOf) if (Object.hasOwn(values, name)) fields[field] = values[name];
	}
	return { operationId, operation, action, account, parameters, fields, ignored: [], now: now(), random };
}
