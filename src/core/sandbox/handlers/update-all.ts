import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { selectResources, showSummary } from "./selection.ts";

/** Changes the fields that were sent, in every resource that the query selects. */
export function updateAllResources(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const { renderer, policy, store } = runtime;
	const rejected = policy.check?.(context);
	if (rejected) return rejected;
	for (const resource of selectResources(runtime, context)) {
		store.getOrCreate(context.address).update(resource, renderer.change(context.view, context));
		store.revision++;
	}
	return showSummary(runtime, context);
}
