import { nearest } from "../operation/nearest.ts";
import type { Answer } from "./call.ts";
import type { Calls } from "./create-calls.ts";
import { type Result, requestThrough } from "./openapi-fetch.ts";
import { CALL_RULES, checkOptions, isRecord, type OptionRule } from "./options.ts";
import { parseError } from "./read-answer.ts";
import type { ClientSetup } from "./setup.ts";
import { ValidationError } from "./validation-error.ts";

const PARAM_RULES: Readonly<Record<string, OptionRule>> = Object.fromEntries(
	["path", "query", "header", "cookie"].map((location) => [location, ["an object", isRecord]]),
);

/** The members of an init that are no options of a call. */
const INIT_RULES: Readonly<Record<string, OptionRule>> = {
	...CALL_RULES,
	params: ["an object", isRecord],
	body: ["an object", isRecord],
};

/**
 * Makes a request by openapi-fetch, whose `fetch` is ours: what it would encode by guess is encoded by the description, and what
 * it reads has been read once before.
 *
 * @throws {ValidationError} where no operation has this method and path, or the init is not right
 */
export async function request(
	{ operations }: Pick<ClientSetup, "operations">,
	invoke: Calls["invoke"],
	verb: string,
	path: string,
	init: Record<string, unknown> = {},
): Promise<Result> {
	const candidates = Object.entries(operations).filter(([, { method }]) => method === verb);
	const [operationId = ""] = candidates.find(([, operation]) => operation.path === path) ?? [];
	const call = invoke[operationId];
	if (!call) {
		const paths = candidates.map(([, operation]) => operation.path);
		const violation = { pointer: "/path", keyword: "unknown", expected: nearest(path, paths), received: path };
		throw new ValidationError(`http.${verb}`, [violation]);
	}
	checkOptions(`http.${verb}`, init, INIT_RULES);
	const { params = {}, body, ...options } = init;
	checkOptions(`http.${verb} params`, params, PARAM_RULES);
	// No name stands in two places, so that the parts can be sorted again.
	const values: unknown = Object.assign({}, ...Object.values(params as object), body);
	let plain = Response.error();
	const result = await requestThrough(verb, path, async () => {
		const reply = await call(values, options, (reply) => reply);
		const { answer, failure } = reply;
		// A refusal without the documented body is no result that anyone could read.
		if (failure && !isRecord(parseError(answer))) throw failure;
		plain = toResponse(answer);
		// Where nothing is documented there is nothing to read, whatever came.
		return failure || reply.payload !== undefined ? toResponse(answer) : new Response(null, { status: 204 });
	});
	// openapi-fetch has read its own copy.
	return { ...result, response: plain };
}

/** The plain answer, which can be read once more. */
function toResponse({ status, headers, bytes }: Answer): Response {
	const body = [204, 205, 304].includes(status) ? null : new Uint8Array(bytes);
	return new Response(body, { status, headers });
}
