import { nearest } from "../operation/nearest.ts";
import { isPlainObject, type OptionRules } from "../operation/option-rules.ts";
import { checkOptions } from "./check-options.ts";
import type { ClientConfig } from "./client-config.ts";
import type { ClientResponse } from "./client-request.ts";
import { CALL_RULES } from "./client-rules.ts";
import type { Calls } from "./create-calls.ts";
import { type FetchResult, requestThrough } from "./openapi-fetch.ts";
import { parseError } from "./read-response.ts";
import { ValidationError } from "./validation-error.ts";

const PARAM_RULES: OptionRules = Object.fromEntries(
	["path", "query", "header", "cookie"].map((location) => [location, ["an object", isPlainObject]]),
);

/** The members of an init: the options of a call, parameters and body. */
const INIT_RULES: OptionRules = {
	...CALL_RULES,
	params: ["an object", isPlainObject],
	body: ["an object", isPlainObject],
};

/**
 * Makes a request with openapi-fetch, giving it a `fetch` of our own: the request is encoded by the description, and the
 * response has been read before.
 *
 * @throws {ValidationError} where no operation has this method and path, or the init is invalid
 */
export async function request(
	{ operations }: Pick<ClientConfig, "operations">,
	invoke: Calls["invoke"],
	verb: string,
	path: string,
	init: Record<string, unknown> = {},
): Promise<FetchResult> {
	const candidates = Object.entries(operations).filter(([, { method }]) => method === verb);
	const [operationId = ""] = candidates.find(([, operation]) => operation.path === path) ?? [];
	const call = invoke[operationId];
	if (!call) {
		const paths = candidates.map(([, operation]) => operation.path);
		const violation = {
			pointer: "/path",
			keyword: "unknown",
			expected: typeof path === "string" ? nearest(path, paths) : undefined,
			received: path,
		};
		throw new ValidationError(`http.${verb}`, [violation]);
	}
	checkOptions(`http.${verb}`, init, INIT_RULES);
	const { params = {}, body, ...options } = init;
	checkOptions(`http.${verb} params`, params, PARAM_RULES);
	// Every name is unique within an operation, so that the call can sort the values again.
	const values: unknown = Object.assign({}, ...Object.values(params as object), body);
	let unread = Response.error();
	const result = await requestThrough(verb, path, async () => {
		const { response, payload, failure } = await call(values, options, (result) => result);
		// An error response without an object as its body would make a result without `error`, and no `Response` has a status above 599.
		if (failure && (response.status > 599 || !isPlainObject(parseError(response)))) throw failure;
		unread = toFetchResponse(response);
		if (failure) return toFetchResponse(response);
		// A body that is not documented must not become `data`; one that is does, also where no `Response` of its status has one.
		return payload === undefined ? new Response(null, { status: 204 }) : Response.json(payload);
	});
	// openapi-fetch has read its own copy.
	return { ...result, response: unread };
}

function toFetchResponse({ status, headers, bytes }: ClientResponse): Response {
	const body = [204, 205, 304].includes(status) ? null : new Uint8Array(bytes);
	return new Response(body, { status, headers: [...headers.entries()] });
}
