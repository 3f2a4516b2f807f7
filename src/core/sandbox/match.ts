import type { HttpRequest } from "../operation/http.ts";
import type { OperationView } from "../operation/resources.ts";
import type { SplitUrl } from "../operation/split-url.ts";
import type { JsonResponse } from "./policy.ts";
import type { RequestTrace } from "./request-trace.ts";
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

/**
 * Finds the operation of a request; a response where there is none.
 *
 * @param trace learns that there is none: the response alone could also mean that a resource does not exist
 */
export function matchRequest(
	{ router, resources, policy }: SandboxRuntime,
	request: HttpRequest,
	url: SplitUrl,
	trace: RequestTrace,
): MatchedRequest | JsonResponse {
	const { pathname } = url;
	const match = router.find(request.method, url);
	if (match === undefined) {
		trace.notes = ["not described"];
		return policy.reject({ kind: "unknown-path", pathname });
	}
	if ("operationId" in match) {
		const { operationId, path, base } = match;
		return { request, url, view: resources.view(operationId), path, base };
	}
	if (isPreflight(request)) return { status: 204 };
	const { allowed } = match;
	trace.notes = [`not described: this path has ${allowed.join(", ")}`];
	return policy.reject({ kind: "method-not-allowed", method: request.method, allowed });
}

/** A browser asks whether a page of another origin may send the request that it is about to send. */
function isPreflight({ method, headers }: HttpRequest): boolean {
	return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}
