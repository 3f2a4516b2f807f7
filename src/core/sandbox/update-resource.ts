import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { decodeSegment } from "../operation/path-template.ts";
import { kindOf } from "../operation/value.ts";
import { checkResource, type ResourcePlaces } from "./check-resource.ts";
import type { ResourceValues } from "./collection.ts";
import { isOrphan } from "./handlers/resource.ts";
import { type LocatedCollection, locateCollection, seedContext, viewsAt } from "./locate-collection.ts";
import { SeedError } from "./policy.ts";
import { parentParameter } from "./renderer.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { collectionKey } from "./store.ts";

/** A change of one resource that no operation makes: the service itself does it, such as when a delivery moves on. */
export interface ResourceUpdate {
	/** The account that the resource belongs to; the policy's own when left out. */
	readonly account?: string;
	/** The server, where several have a resource at the same path. */
	readonly server?: string;
	/** The path of the resource, with the identifiers filled in. */
	readonly path: string;
	/**
	 * The new values by the names they have in payloads. What would follow if a request had sent them, such as the date of the change,
	 * follows as well.
	 */
	readonly values: ResourceValues;
}

const PLACES: ResourcePlaces = { id: "/path", position: "/path", values: "/values" };

/**
 * Changes a resource as the service itself would.
 *
 * @throws {SeedError} with the pointer of what is wrong in the update; nothing is changed then
 */
export function updateResourceAt(runtime: SandboxRuntime, update: unknown): void {
	const { policy, store } = runtime;
	if (!isRecord(update)) throw new SeedError("", `expected an object, got ${kindOf(update)}`, "the update");
	const { account = policy.account, server, path, values, ...rest } = update;
	const [unknown] = Object.keys(rest);
	if (unknown !== undefined) throw new SeedError(`/${unknown}`, "expected one of account, server, path, values");
	if (typeof account !== "string") throw new SeedError("/account", "expected the name of an account");
	if (server !== undefined && typeof server !== "string") throw new SeedError("/server", "expected the URL of a server");
	if (typeof path !== "string") throw new SeedError("/path", "expected the path of a resource");
	if (!isRecord(values)) throw new SeedError("/values", `expected an object, got ${kindOf(values)}`);
	const [located, id] = locateResource(runtime, path, server, account);
	const collection = store.find(located.address);
	const resource = located.view.type.singleton ? [...(collection ?? [])][0] : collection?.get(id);
	const isHidden =
		resource && (isOrphan(runtime, { ...located, account }) || policy.isVisible?.(resource, located.parameters) === false);
	if (resource === undefined || isHidden) throw new SeedError("/path", `nothing is at ${path}`);
	checkChangeable(runtime, located, values);
	// A PUT may be what leads there, but members without a value stay.
	const view = { ...located.view, replaces: false };
	const context = seedContext(runtime, located, "update", values);
	const changes = { ...runtime.renderer.change(view, context), ...values };
	checkResource(runtime, { ...resource, values: { ...resource.values, ...changes } }, located, 0, PLACES);
	store.apply([{ op: "update", ...collectionKey(located.address), id: resource.id, values: changes }], context);
}

/** @throws {SeedError} for a member that the path does not show, or that follows from others, and for undefined */
function checkChangeable({ renderer }: SandboxRuntime, located: LocatedCollection, values: ResourceValues): void {
	const kept = new Set(renderer.keptMembers(located.address.type).map(([name]) => name));
	const views = viewsAt(located);
	for (const [name, value] of Object.entries(values)) {
		const pointer = PLACES.values + toPointer([name]);
		if (value === undefined) throw new SeedError(pointer, "expected a value, got undefined");
		if (!views.some(({ members }) => members.has(name))) throw new SeedError(pointer, "no operation here shows such a member");
		const isDerived = !kept.has(name) || views.some((view) => parentParameter(view, name) !== undefined);
		if (isDerived) throw new SeedError(pointer, "follows from other values, and cannot be changed");
	}
}

/** Finds the collection of a resource at a path, and the identifier of the resource in it. */
function locateResource(
	runtime: SandboxRuntime,
	path: string,
	server: string | undefined,
	account: string,
): [LocatedCollection, id: string] {
	const alone = locateCollection(runtime, path, server, account);
	if (alone?.address.type.singleton) return [alone, ""];
	const end = path.lastIndexOf("/");
	const located = locateCollection(runtime, path.slice(0, end), server, account);
	if (located === undefined || located.address.type.singleton) {
		throw new SeedError("/path", `expected the path of a resource of this API, got ${path}`);
	}
	return [located, decodeSegment(path.slice(end + 1)) ?? ""];
}
