import type { RequestParts } from "../operation/arguments.ts";
import { isSegment } from "../operation/path-template.ts";
import { decodeParts, unreadReason } from "../operation/request.ts";
import type { OperationView } from "../operation/resources.ts";
import { type RequestPart, violationsOf } from "../operation/violation.ts";
import { resolveAliases } from "./aliases.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { MatchedRequest } from "./match.ts";
import type { JsonResponse } from "./policy.ts";
import type { RequestTrace } from "./request-trace.ts";
import type { SandboxRuntime } from "./runtime.ts";
import { createAddress } from "./store.ts";

const PARTS: readonly RequestPart[] = ["path", "query", "header", "cookie", "body"];
const NO_FIELDS: readonly string[] = [];

/**
 * Decodes and checks a request. The first part that breaks a rule decides.
 *
 * @param account the account that the request acts for
 * @param unchecked the parts that are not checked
 * @param trace learns which fields were ignored and whether the body was not read, even where the request is rejected
 * @returns the context of its handler, or the response that rejects it
 */
export function validateRequest(
	runtime: SandboxRuntime,
	matched: MatchedRequest,
	account: string,
	now: number,
	unchecked: readonly string[],
	trace: RequestTrace,
): HandlerContext | JsonResponse {
	const { policy, random } = runtime;
	const { view, request, path, url, base } = matched;
	const { operationId, operation, action } = view;
	const parts = decodeParts(operation, request, path, url.query);
	policy.normalizeRequest?.(parts, operation);
	const ignored = unknownFields(view, parts);
	trace.ignored = ignored;
	const unread = Object.keys(parts.body ?? {}).length === 0 ? unreadReason(operation, request) : undefined;
	if (unread !== undefined) trace.notes = [...trace.notes, `body not read: ${unread}`];
	const rejected = checkParts(runtime, matched, parts, unchecked);
	if (rejected) return rejected;
	for (const name of ignored) delete parts.body?.[name];
	const parameters = resolveAliases(view, path, account);
	return {
		operationId,
		operation,
		action,
		account,
		actor: request.actor?.name,
		parameters,
		fields: parts.body ?? {},
		ignored,
		now,
		random,
		view,
		address: createAddress(view, account, parameters),
		id: view.itemParameter === undefined ? "" : (parameters[view.itemParameter] ?? ""),
		parts,
		pathname: url.pathname,
		base,
	};
}

/** The fields of the body that the description does not know. */
function unknownFields(view: OperationView, { body }: RequestParts): readonly string[] {
	const fields = view.operation.body?.fields;
	if (fields === undefined || body === undefined) return NO_FIELDS;
	return Object.keys(body).filter((name) => !Object.hasOwn(fields, name));
}

function checkParts(
	{ api, policy }: SandboxRuntime,
	{ view: { operationId, operation, fieldOf }, url: { pathname } }: MatchedRequest,
	parts: RequestParts,
	unchecked: readonly string[],
): JsonResponse | undefined {
	const validators = api.requestValidators[operationId] ?? {};
	for (const part of PARTS) {
		const validator = validators[part];
		const value = parts[part];
		if (validator === undefined || unchecked.includes(part) || validator(value)) continue;
		if (part === "path") return policy.reject({ kind: "not-found", pathname });
		return policy.reject({ kind: "invalid", part, violations: violationsOf(validator, value), operation });
	}
	// An identifier that the client chooses becomes a segment of the resource's address.
	const field = fieldOf.get(policy.idField) ?? "";
	const id = parts.body?.[field];
	if (typeof id !== "string" || id === "" || isSegment(id)) return undefined;
	const violation = { pointer: `/${field}`, keyword: "format", expected: "a path segment", received: id };
	return policy.reject({ kind: "invalid", part: "body", violations: [violation], operation });
}
