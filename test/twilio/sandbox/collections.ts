import { operations } from "../../../generated/operations.ts";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { collectionPath, fillTemplate, itemParameter, parameterNames } from "../../../src/core/operation/path-template.ts";
import type { CollectionSeed } from "../../../src/sandbox.ts";
import { ACCOUNT, SERVICE } from "./helpers.ts";

export type OperationName = keyof typeof operations;
type ItemAction = "list" | "create" | "fetch" | "update" | "delete";

/** A collection of the description: which operation does what there. */
export interface DescribedCollection {
	/** The template of its path, which names it in the tests. */
	readonly path: string;
	/** The last segment of the path, such as `Messages`. */
	readonly segment: string;
	readonly operations: Readonly<Partial<Record<ItemAction, OperationName>>>;
	/** Values for the parameters of the path, of which no other collection has the conversation or the channel. */
	readonly parents: Readonly<Record<string, string>>;
}

export const table: Readonly<Record<OperationName, OperationDescriptor>> = operations;
export const OPERATION_NAMES = Object.keys(operations) as OperationName[];

/** Every collection, found by the paths; the operations at a path are told apart by method. */
export const COLLECTIONS: readonly DescribedCollection[] = [...new Set(OPERATION_NAMES.map(keyOf))].map((key, index) => {
	const names = OPERATION_NAMES.filter((name) => keyOf(name) === key);
	const path = collectionPath(table[names[0] as OperationName].path);
	return {
		path,
		segment: path.slice(path.lastIndexOf("/") + 1),
		operations: Object.fromEntries(names.map((name) => [actionAt(table[name]), name])),
		parents: parentsOf(path, index),
	};
});

/** How many items the tests make, and the size of the pages that they read: three pages, of which the last is not full. */
export const ITEMS = 7;
export const PAGE_SIZE = 3;
export const PAGES = Math.ceil(ITEMS / PAGE_SIZE);

/** What the items of a collection hold that no operation creates. All of them are seeded. */
const SEEDED: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
	Receipts: (["sent", "delivered", "read", "failed", "undelivered", "sent", "read"] as const).map((status, index) => ({
		sid: `DY${String(index).repeat(32)}`,
		status,
		error_code: /failed|undelivered/.test(status) ? 30_003 : 0,
		channel_message_sid: `SM${String(index).repeat(32)}`,
	})),
};

/** @throws {Error} for a collection that nothing fills: no operation creates its items, and they are not seeded */
export function seededItems({ segment, path }: DescribedCollection): readonly Readonly<Record<string, unknown>>[] {
	const items = SEEDED[segment];
	if (items === undefined) throw new Error(`expected ${path} to have items that a test seeds`);
	return items;
}

/** Seeds the resources above a collection as far as operations lead to them, and its items where no operation creates them. */
export function seedFor(collection: DescribedCollection): CollectionSeed[] {
	const above = parameterNames(collection.path).flatMap((name): CollectionSeed[] => {
		const path = collection.path.slice(0, collection.path.indexOf(`/{${name}}`));
		const isDescribed = COLLECTIONS.some((other) => other.path === path);
		return isDescribed ? [seed(path, collection.parents, [{ sid: collection.parents[name] }])] : [];
	});
	const isFilled = collection.operations.create !== undefined;
	return isFilled ? above : [...above, seed(collection.path, collection.parents, seededItems(collection))];
}

function seed(path: string, parents: DescribedCollection["parents"], items: CollectionSeed["items"]): CollectionSeed {
	return { account: ACCOUNT, path: fillTemplate(path, parents), ...(items && { items }) };
}

function keyOf(name: OperationName): string {
	return table[name].server + collectionPath(table[name].path);
}

function parentsOf(path: string, index: number): Record<string, string> {
	const own = String(index % 10).repeat(32);
	const values: Record<string, string> = { ChatServiceSid: SERVICE, ServiceSid: SERVICE, MessageSid: `IM${own}` };
	return Object.fromEntries(parameterNames(path).map((name) => [name, values[name] ?? `CH${own}`]));
}

/** @throws {Error} for an operation of another kind, which the tests of each way to call them have to learn first */
function actionAt({ method, path }: OperationDescriptor): ItemAction {
	const action =
		itemParameter(path) === undefined ? { GET: "list", POST: "create" } : { GET: "fetch", POST: "update", DELETE: "delete" };
	const found = (action as Readonly<Record<string, ItemAction>>)[method];
	if (found === undefined) throw new Error(`${method} ${path}: expected to list, create, fetch, update or delete`);
	return found;
}
