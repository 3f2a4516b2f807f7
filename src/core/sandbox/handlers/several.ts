import { plainStatus } from "../../operation/response.ts";
import { viewSchema } from "../../operation/schema-view.ts";
import type { Change } from "../change.ts";
import type { Resource } from "../collection.ts";
import type { HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { collectionKey } from "../store.ts";
import { policyChanges } from "./resource.ts";

/**
 * The filter of a request on a collection: a query parameter that is named like a member, and does not choose the page,
 * accepts only equal values. Undefined where each resource passes.
 */
export function filterFor(
	{ policy }: SandboxRuntime,
	{ view, parts, parameters }: HandlerContext,
): ((resource: Resource) => boolean) | undefined {
	const query = parts.query ?? {};
	const wanted = Object.keys(query)
		.filter((name) => query[name] !== undefined && !policy.pagingParameters.includes(name))
		.map((name) => [policy.propertyNameFor(name), query[name]] as const)
		.filter(([member]) => view.type.members.has(member));
	if (wanted.length === 0 && policy.isVisible === undefined) return undefined;
	return (resource) =>
		policy.isVisible?.(resource, parameters) !== false && wanted.every(([member, value]) => resource.values[member] === value);
}

/** The resources of a collection that a request selects; without a query, all of them. */
function selectResources(runtime: SandboxRuntime, context: HandlerContext): Resource[] {
	const resources = [...(runtime.store.find(context.address) ?? [])];
	const filter = filterFor(runtime, context);
	return filter === undefined ? resources : resources.filter(filter);
}

/** The response of an operation on several resources, which shows none of them. A documented body is made up. */
function showSummary({ api, renderer, random }: SandboxRuntime, { view, operationId, now }: HandlerContext): JsonResponse {
	const status = plainStatus(view.status, view.hasBody);
	if (!view.hasBody) return { status };
	const { operations, schemas } = api.payloads;
	const schema = operations[operationId]?.responses[view.status]?.body?.schema;
	return { status, body: renderer.sample(viewSchema(schema, schemas), now, random) };
}

/** Changes the fields that were sent, in every resource that the query selects. */
export function updateAllResources(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const { renderer, policy, store } = runtime;
	const rejected = policy.check?.(context);
	if (rejected) return rejected;
	const key = collectionKey(context.address);
	const changes = selectResources(runtime, context).map(
		({ id }): Change => ({ op: "update", ...key, id, values: renderer.change(context.view, context) }),
	);
	store.apply([...policyChanges(runtime, context), ...changes], context);
	return showSummary(runtime, context);
}

/** Deletes the resources that the query selects, and everything below them. */
export function deleteAllResources(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const key = collectionKey(context.address);
	const changes = selectResources(runtime, context).map(({ id }): Change => ({ op: "delete", ...key, id }));
	runtime.store.apply(changes, context);
	return showSummary(runtime, context);
}
