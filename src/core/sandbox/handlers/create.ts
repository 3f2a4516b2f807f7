import type { Change } from "../change.ts";
import { Collection, type Resource } from "../collection.ts";
import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { readCollection } from "../seed.ts";
import { collectionKey, itemPath } from "../store.ts";
import { policyChanges, showChanged } from "./resource.ts";

/** Creates a resource. The identifier is the client's where the description has a field for it. */
export function createResource(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const { policy, renderer, store, random } = runtime;
	const { view, address } = context;
	const rejected = policy.check?.(context);
	if (rejected) return rejected;
	const values = renderer.create(view, context);
	const collection = store.find(address) ?? new Collection();
	const chosen = chosenId(policy.idField, context);
	if (chosen !== undefined && collection.has(chosen)) return policy.reject({ kind: "conflict", id: chosen });
	const id = chosen ?? store.newId(view.type, (drawn) => collection.has(drawn), collection.next, random);
	if (id === undefined) return policy.reject({ kind: "status", status: 507 });
	const draft = { id, position: collection.next, values };
	const { response, repaired } = showChanged(runtime, context, draft);
	Object.assign(values, repaired);
	const added: Change = { op: "add", ...collectionKey(address), ...draft };
	store.apply([...policyChanges(runtime, context), added, ...changesBelow(runtime, context, draft)]);
	return response;
}

/** What comes into being below a new resource. */
function changesBelow(runtime: SandboxRuntime, context: HandlerContext, resource: Resource): Change[] {
	const { account, type, path } = context.address;
	const below = Object.entries(runtime.policy.createdBelow?.(resource, context) ?? {});
	return below.flatMap(([segment, items]) => {
		const collection = { account, server: type.server, path: `${itemPath(type, path, resource.id)}/${segment}`, items };
		return readCollection(runtime, collection, new Map(), `/${segment}`);
	});
}

/** The identifier that the client has chosen; undefined where it has not, or may not choose one. */
function chosenId(idField: string, { view, fields }: HandlerContext): string | undefined {
	const field = view.fieldOf.get(idField);
	const value = field === undefined ? undefined : fields[field];
	return typeof value === "string" && value !== "" ? value : undefined;
}
