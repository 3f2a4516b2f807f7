import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { collectionKey } from "../store.ts";
import { findResource, policyChanges, rejectNotFound, showChanged, showResource } from "./resource.ts";

/** Changes the fields of a resource that were sent; a PUT, all of its fields. A trigger may change nothing. */
export function updateResource(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const { renderer, policy, store } = runtime;
	const { view, fields, operation, action } = context;
	const resource = findResource(runtime, context);
	if (resource === undefined) return rejectNotFound(runtime, context);
	const changeable = Object.keys(operation.body?.fields ?? {});
	const isEmpty = !view.replaces && !changeable.some((name) => Object.hasOwn(fields, name));
	if (isEmpty && action === "update" && changeable.length > 0 && !policy.acceptsEmptyUpdate) {
		return policy.reject({ kind: "nothing-to-change" });
	}
	const rejected = policy.check?.(context);
	if (rejected) return rejected;
	if (isEmpty) return showResource(runtime, context, resource);
	const changes = renderer.change(view, context);
	const draft = { ...resource, values: { ...resource.values, ...changes } };
	const { response, repaired } = showChanged(runtime, context, draft);
	const values = { ...changes, ...repaired };
	const key = collectionKey(context.address);
	store.apply([...policyChanges(runtime, context), { op: "update", ...key, id: resource.id, values }], context);
	return response;
}
