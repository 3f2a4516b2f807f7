import { plainStatus } from "../../operation/response.ts";
import type { Change } from "../change.ts";
import { Collection, type Resource, type ResourceValues } from "../collection.ts";
import { createResourceUrl, type HandlerContext } from "../handler-context.ts";
import { parentsIn } from "../parents.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { collectionKey } from "../store.ts";

/** Whether a parent in the path does not exist, or not for this request. */
export function isOrphan(
	runtime: SandboxRuntime,
	{ view, account, parameters }: Pick<HandlerContext, "view" | "account" | "parameters">,
): boolean {
	const { store, policy } = runtime;
	return parentsIn(runtime, view, account, parameters).some((parent) => {
		const found = store.find(parent)?.get(parent.id);
		return found === undefined || policy.isVisible?.(found, parent.parameters) === false;
	});
}

/** The resource that the path names; undefined where it does not exist. A singleton is created on first access. */
export function findResource({ store, renderer, policy, random }: SandboxRuntime, context: HandlerContext): Resource | undefined {
	const { view, address, parameters, id } = context;
	if (view.type.singleton) {
		const collection = store.find(address) ?? new Collection();
		const [existing] = collection;
		if (existing !== undefined) return existing;
		const values = renderer.create(view, context);
		// In a collection of its own, no identifier is taken.
		const id = store.newId(view.type, () => false, collection.next, random) ?? "";
		const resource: Resource = { id, position: collection.next, values };
		store.apply([{ op: "add", ...collectionKey(address), ...resource }]);
		return resource;
	}
	const found = store.find(address)?.get(id);
	return found && policy.isVisible?.(found, parameters) === false ? undefined : found;
}

/** The response that shows a resource. */
export function showResource({ renderer, store }: SandboxRuntime, context: HandlerContext, resource: Resource): JsonResponse {
	const { view, account, action, parameters, address } = context;
	const status = plainStatus(view.status, view.hasBody);
	if (!view.hasBody) return { status };
	const url = createResourceUrl(context)(resource.id);
	const below = (segment: string) => store.below(address, resource.id, segment);
	return { status, body: renderer.render(view, { resource, account, action, parameters, url, below }) };
}

/** The response that shows a new or changed resource, and the values that had to be replaced for it to be valid. */
export function showChanged(
	runtime: SandboxRuntime,
	context: HandlerContext,
	draft: Resource,
): { response: JsonResponse; repaired: ResourceValues } {
	const { view, operationId } = context;
	const response = showResource(runtime, context, draft);
	const validators = runtime.api.responseValidators[operationId]?.[view.status];
	const repaired = runtime.renderer.repair(view, validators, response.body, context);
	if (repaired === undefined) return { response, repaired: {} };
	const values = { ...draft.values, ...repaired };
	return { response: showResource(runtime, context, { ...draft, values }), repaired };
}

/** What a request changes of the policy's own state. */
export function policyChanges({ policy }: SandboxRuntime, context: HandlerContext): readonly Change[] {
	const seed = policy.stateChange?.(context);
	return seed === undefined ? [] : [{ op: "policy", seed }];
}

export function rejectNotFound({ policy }: SandboxRuntime, { pathname }: HandlerContext): JsonResponse {
	return policy.reject({ kind: "not-found", pathname });
}
