import type { OperationDescriptor } from "./descriptor.ts";

/** What an operation does to the resources of its path. */
export type Action = "create" | "list" | "fetch" | "update" | "delete";

/** Whether a path leads to one item of a collection, which it does when it ends in a parameter. */
export function isItemPath(template: string): boolean {
	return /\{[^}]+\}(?:\.\w+)?$/.test(template);
}

/**
 * Infers what an operation does from its method and the shape of its path. A POST is a creation on a collection and a
 * change on an item; a GET on a collection is a list.
 */
export function actionOf(operation: OperationDescriptor): Action {
	const [onCollection, onItem] = ACTIONS[operation.method] ?? [];
	const action = isItemPath(operation.path) ? onItem : onCollection;
	if (action === undefined) {
		throw new TypeError(`${operation.method} ${operation.path}: expected a method that an action can be inferred from`);
	}
	return action;
}

const ACTIONS: Readonly<Record<string, readonly [Action, Action]>> = {
	GET: ["list", "fetch"],
	HEAD: ["list", "fetch"],
	POST: ["create", "update"],
	PUT: ["update", "update"],
	PATCH: ["update", "update"],
	DELETE: ["delete", "delete"],
};
