import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { collectionKey } from "../store.ts";
import { findResource, rejectNotFound, showResource } from "./resource.ts";

/** Deletes a resource and everything below it. */
export function deleteResource(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const resource = findResource(runtime, context);
	if (resource === undefined) return rejectNotFound(runtime, context);
	runtime.store.apply([{ op: "delete", ...collectionKey(context.address), id: resource.id }], context);
	return showResource(runtime, context, resource);
}
