import type { Method } from "./descriptor.ts";

/**
 * What an operation does to resources: to one of them, or to all that its query selects (`list`, `updateAll`, `deleteAll`). The
 * description does not say what a `trigger` does; see `Resources`.
 */
export type Action = "create" | "list" | "fetch" | "update" | "delete" | "updateAll" | "deleteAll" | "trigger";

/** By method: what it does on a collection, on an item of one, and on a resource that is alone below its parent. */
const ACTIONS: Readonly<Partial<Record<Method, Readonly<Record<PathKind, Action>>>>> = {
	GET: { collection: "list", item: "fetch", singleton: "fetch" },
	HEAD: { collection: "list", item: "fetch", singleton: "fetch" },
	POST: { collection: "create", item: "update", singleton: "update" },
	PUT: { collection: "updateAll", item: "update", singleton: "update" },
	PATCH: { collection: "updateAll", item: "update", singleton: "update" },
	DELETE: { collection: "deleteAll", item: "delete", singleton: "delete" },
};

/** What a path leads to. */
export type PathKind = "collection" | "item" | "singleton";

/**
 * Infers what an operation does from its method and from what its path leads to.
 *
 * @throws {TypeError} for a method that says nothing of resources, such as OPTIONS
 */
export function actionOf({ method, path }: { readonly method: Method; readonly path: string }, kind: PathKind): Action {
	const action = ACTIONS[method]?.[kind];
	if (action === undefined) throw new TypeError(`${method} ${path}: expected one of ${Object.keys(ACTIONS).join(", ")}`);
	return action;
}
