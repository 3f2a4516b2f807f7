import { isRecord } from "../operation/is-record.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { decodeSegment } from "../operation/path-template.ts";
import { kindOf } from "../operation/value.ts";
import { checkResource, type ResourcePlaces } from "./check-resource.ts";
import type { ResourceValues } from "./collection.ts";
import { isOrphan } from "./handlers/resource.ts";
import { SeedError } from "./policy.ts";
import { parentParameter } from "./renderer.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { findTarget, type SeedTarget, seedContext, viewsAt } from "./seed-target.ts";
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
	const [target, id] = findResourceTarget(runtime, path, server, account);
	const collection = store.find(target.address);
	const resource = target.view.type.singleton ? [...(collection ?? [])][0] : collection?.get(id);
	const isHidden =
		resource && (isOrphan(runtime, { ...target, account }) || policy.isVisible?.(resource, target.parameters) === false);
	if (resource === undefined || isHidden) throw new SeedError("/path", `nothing is at ${path}`);
	checkChangeable(runtime, target, values);
	// A PUT may be what leads there, but members without a value stay.
	const view = { ...target.view, replaces: false };
	const context = seedContext(runtime, target, "update", values);
	const changes = { ...runtime.renderer.change(view, context), ...values };
	checkResource(runtime, { ...resource, values: { ...resource.values, ...changes } }, target, 0, PLACES);
	store.apply([{ op: "update", ...collectionKey(target.address), id: resource.id, values: changes }], context);
}

/** @throws {SeedError} for a member that the path does not show, or that follows from others, and for undefined */
function checkChangeable({ renderer }: SandboxRuntime, target: SeedTarget, values: ResourceValues): void {
	const kept = new Set(renderer.keptMembers(target.address.type).map(([name]) => name));
	const views = viewsAt(target);
	for (const [name, value] of Object.entries(values)) {
		const pointer = PLACES.values + toPointer([name]);
		if (value === undefined) throw new SeedError(pointer, "expected a value, got undefined");
		if (!views.some(({ members }) => members.has(name))) throw new SeedError(pointer, "no operation here shows such a member");
		const isDerived = !kept.has(name) || views.some((view) => parentParameter(view, name) !== undefined);
		if (isDerived) throw new SeedError(pointer, "follows from other values, and cannot be changed");
	}
}

/** Finds the collection of a resource at a path, and the identifier of the resource in it. */
function findResourceTarget(
	runtime: SandboxRuntime,
	path: string,
	server: string | undefined,
	account: string,
): [SeedTarget, id: string] {
	const alone = findTarget(runtime, path, server, account);
	if (alone?.address.type.singleton) return [alone, ""];
	const end = path.lastIndexOf("/");
	const target = findTarget(runtime, path.slice(0, end), server, account);
	if (target === undefined || target.address.type.singleton) {
		throw new SeedError("/path", `expected the path of a resource of this API, got ${path}`);
	}
	return [target, decodeSegment(path.slice(end + 1)) ?? ""];
}
