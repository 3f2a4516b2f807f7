import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { selectResources, showSummary } from "./selection.ts";

/** Deletes the resources that the query selects, and everything below them. */
export function deleteAllResources(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	for (const { id } of selectResources(runtime, context)) runtime.store.delete(context.address, id);
	return showSummary(runtime, context);
}
