import type { Change } from "../change.ts";
import { Collection, type Resource } from "../collection.ts";
import { createdBelow } from "../created-below.ts";
import type { HandlerContext } from "../handler-context.ts";
import { IdentifiersTakenError, type JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { readCollection } from "../seed.ts";
import { collectionKey } from "../store.ts";
import { policyChanges, showChanged, showResource } from "./resource.ts";

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
	const below = changesBelow(runtime, context, draft);
	if (below === undefined) return policy.reject({ kind: "status", status: 507 });
	store.apply([...policyChanges(runtime, context), { op: "add", ...collectionKey(address), ...draft }, ...below], context);
	// What came into being below it may show in it.
	return below.length === 0 ? response : showResource(runtime, context, draft);
}

/** What comes into being below a new resource; undefined where no identifier is left for it. */
function changesBelow(runtime: SandboxRuntime, context: HandlerContext, resource: Resource): Change[] | undefined {
	const atOnce = { ...runtime, now: () => context.now };
	try {
		return createdBelow(runtime, context, resource, context).flatMap(
			({ address, items }) => readCollection(atOnce, { ...collectionKey(address), items }, new Map(), address.path).changes,
		);
	} catch (error) {
		if (error instanceof IdentifiersTakenError) return undefined;
		throw error;
	}
}

/** The identifier that the client has chosen; undefined where it has not, or may not choose one. */
function chosenId(idField: string, { view, fields }: HandlerContext): string | undefined {
	const field = view.fieldOf.get(idField);
	const value = field === undefined ? undefined : fields[field];
	return typeof value === "string" && value !== "" ? value : undefined;
}
