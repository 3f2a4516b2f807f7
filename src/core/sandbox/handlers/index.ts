import type { Action } from "../../operation/action.ts";
import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { createResource } from "./create.ts";
import { deleteResource } from "./delete.ts";
import { fetchResource } from "./fetch.ts";
import { listResources } from "./list.ts";
import { isOrphan, rejectNotFound } from "./resource.ts";
import { deleteAllResources, updateAllResources } from "./several.ts";
import { updateResource } from "./update.ts";

type Handler = (runtime: SandboxRuntime, context: HandlerContext) => JsonResponse;

const BY_ACTION: Readonly<Record<Action, Handler>> = {
	create: createResource,
	list: listResources,
	fetch: fetchResource,
	update: updateResource,
	delete: deleteResource,
	updateAll: updateAllResources,
	deleteAll: deleteAllResources,
	trigger: updateResource,
};

/** Carries out a request that has passed authentication and validation. */
export function handle(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	return isOrphan(runtime, context) ? rejectNotFound(runtime, context) : BY_ACTION[context.action](runtime, context);
}
