import type { HttpRequest } from "../operation/http.ts";
import type { OperationView } from "../operation/resources.ts";
import type { SplitUrl } from "../operation/split-url.ts";
import type { JsonResponse } from "./policy.ts";
import { isPreflight } from "./preflight.ts";
import type { RequestTrace } from "./request-trace.ts";
import type { SandboxRuntime } from "./runtime.ts";

/** A request to a sandbox. */
export interface SandboxRequest extends HttpRequest {
	/** The path that a proxy removed from the front of the address that the client used. */
	readonly prefix?: string;
	/** The one who makes it, where that is no client of the API. No credentials are needed then. */
	readonly actor?: Actor;
}

/** Someone besides the clients of the API who makes changes, such as a user of an app. */
export interface Actor {
	/** The name by which the policy knows it. */
	readonly name: string;
	/** The account that it acts in. */
	readonly account: string;
}

/** A request whose operation is known. */
export interface MatchedRequest {
	readonly request: SandboxRequest;
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
	request: SandboxRequest,
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
		const { origin } = url;
		const shown = request.prefix ? origin + request.prefix + base.slice(origin.length) : base;
		return { request, url, view: resources.view(operationId), path, base: shown };
	}
	if (isPreflight(request)) return { status: 204 };
	const { allowed } = match;
	trace.notes = [`not described: this path has ${allowed.join(", ")}`];
	return policy.reject({ kind: "method-not-allowed", method: request.method, allowed });
}
