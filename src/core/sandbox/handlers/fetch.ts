import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { findResource, rejectNotFound, showResource } from "./resource.ts";

/** Shows a resource. */
export function fetchResource(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const resource = findResource(runtime, context);
	return resource ? showResource(runtime, context, resource) : rejectNotFound(runtime, context);
}
