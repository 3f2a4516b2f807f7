import { fillTemplate } from "../../operation/path-template.ts";
import { plainStatus } from "../../operation/response.ts";
import { createResourceUrl, type HandlerContext } from "../handler-context.ts";
import type { JsonResponse } from "../policy.ts";
import type { SandboxRuntime } from "../runtime.ts";
import { filterFor } from "./several.ts";

/** Lists a page of a collection. */
export function listResources(runtime: SandboxRuntime, context: HandlerContext): JsonResponse {
	const { renderer, policy, store } = runtime;
	const { view, account, action, parameters, operation, base, address } = context;
	const query = context.parts.query ?? {};
	const request = policy.pageRequest(query);
	if ("status" in request) return request;
	const status = plainStatus(view.status, view.hasBody);
	if (!view.hasBody) return { status };
	const page = store.find(address)?.page(request, filterFor(runtime, context)) ?? EMPTY_PAGE;
	const urlOf = createResourceUrl(context);
	const payloads = page.items.map((resource) => {
		const below = (segment: string) => store.below(address, resource.id, segment);
		return renderer.render(view, { resource, account, action, parameters, url: urlOf(resource.id), below });
	});
	const url = base + fillTemplate(operation.path, parameters);
	const body = policy.page({ ...page, operation, request, query, url, payloads });
	return { status, body };
}

const EMPTY_PAGE = { items: [], hasPrevious: false, hasNext: false };
