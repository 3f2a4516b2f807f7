import type { OperationDescriptor } from "../operation/descriptor.ts";
import { collectionPath, itemParameter, matchPath, parameterNames } from "../operation/path-template.ts";
import type { CollectionSeed } from "../sandbox/seed.ts";
import type { Arguments, ExplorerOptions } from "./explorer-options.ts";

type Item = CollectionSeed["items"][number];

/** An operation that a resource can be used with, and the path parameters that lead to the resource. */
export interface ResourceUse {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	readonly values: Arguments;
}

/** Makes the function that finds the operations on a resource of a collection. */
export function usesIn(
	{ path, server }: Pick<CollectionSeed, "path" | "server">,
	{ operations, propertyNameFor }: Pick<ExplorerOptions, "operations" | "propertyNameFor">,
): (item: Item) => ResourceUse[] {
	const near = Object.entries(operations).filter(([, operation]) => server === undefined || operation.server === server);
	const isAlone = !near.some(([, { path: template }]) => {
		return itemParameter(template) !== undefined && matchPath(collectionPath(template), path) !== undefined;
	});
	return (item) =>
		near.flatMap(([operationId, operation]) => {
			const values = argumentsFor(operation, { path, isAlone }, item, propertyNameFor);
			return values ? [{ operationId, operation, values }] : [];
		});
}

/**
 * The path parameters of an operation on a resource; undefined where it is on another, or on what is below or above it. A resource of a
 * collection whose items no path names is alone there, and has the path of the collection.
 */
function argumentsFor(
	operation: OperationDescriptor,
	{ path, isAlone }: { readonly path: string; readonly isAlone: boolean },
	item: Item,
	propertyNameFor: ExplorerOptions["propertyNameFor"],
): Arguments | undefined {
	const named = itemParameter(operation.path);
	if (named === undefined) return isAlone ? matchPath(operation.path, path) : undefined;
	const own = { [named]: Object.values(item)[0] };
	const collection = collectionPath(operation.path);
	const above = matchPath(collection, path);
	if (above) return { ...above, ...own };
	// A longer path may lead to the same resource: the resource then shows the identifiers that its own path lacks.
	const shown = parameterNames(collection).map((name): [string, unknown] => [name, item[propertyNameFor(name)]]);
	const isShown = shown.length > 0 && shown.every(([, value]) => typeof value === "string");
	return isShown && lastSegment(collection) === lastSegment(path) ? { ...Object.fromEntries(shown), ...own } : undefined;
}

const lastSegment = (path: string) => path.slice(path.lastIndexOf("/") + 1);
