import type { Resource, ResourceValues } from "./collection.ts";
import { type LocatedCollection, locateCollection } from "./locate-collection.ts";
import type { RequestContext } from "./policy.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { type CollectionAddress, itemPath } from "./store.ts";

/** A collection that comes into being with a resource. */
interface CreatedCollection {
	readonly address: CollectionAddress;
	readonly items: readonly ResourceValues[];
}

/** What the policy says comes into being below a new resource, where the API has a collection for it. */
export function createdBelow(
	runtime: SandboxRuntime,
	{ address: { account, type, path } }: LocatedCollection,
	resource: Resource,
	context: RequestContext,
): CreatedCollection[] {
	const below = runtime.policy.createdBelow?.(resource, context) ?? {};
	return Object.entries(below).flatMap(([segment, items]) => {
		const located = locateCollection(runtime, `${itemPath(type, path, resource.id)}/${segment}`, type.server, account);
		return located === undefined ? [] : [{ address: located.address, items }];
	});
}
