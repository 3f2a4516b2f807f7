import type { HttpRequest } from "../operation/http.ts";
import type { OperationView } from "../operation/resources.ts";
import type { SplitUrl } from "../operation/split-url.ts";
import type { JsonResponse } from "./policy.ts";
import type { SandboxRuntime } from "./runtime.ts";

/** A request whose operation is known. */
export interface MatchedRequest {
	readonly request: HttpRequest;
	readonly url: SplitUrl;
	readonly view: OperationView;
	/** The decoded values of the path parameters. */
	readonly path: Readonly<Record<string, string>>;
	/** The part of the address that the client used before the path template. */
	readonly base: string;
}

/** Finds the operation of a request; a response where there is none. */
export function matchRequest(
	{ router, resources, policy }: SandboxRuntime,
	request: HttpRequest,
	url: SplitUrl,
): MatchedRequest | JsonResponse {
	const { pathname } = url;
	const match = router.find(request.method, url);
	if (match === undefined) return policy.reject({ kind: "unknown-path", pathname });
	if ("operationId" in match) {
		const { operationId, path, base } = match;
		return { request, url, view: resources.view(operationId), path, base };
	}
	if (isPreflight(request)) return { status: 204 };
	return policy.reject({ kind: "method-not-allowed", method: request.method, allowed: match.allowed });
}

/** A browser asks whether a page of another origin may send the request that it is about to send. */
function isPreflight({ method, headers }: HttpRequest): boolean {
	return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}
