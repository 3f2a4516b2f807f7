import type { GeneratedApi } from "../operation/generated-api.ts";
import { decodeHeaders } from "../operation/request.ts";
import { documentedStatus } from "../operation/response.ts";
import { type Violation, violationsOf } from "../operation/violation.ts";
import { type ClientResponse, requestIdOf } from "./client-request.ts";
import { notify } from "./log.ts";
import type { OnDrift } from "./options.ts";
import { responseError } from "./read-response.ts";
import { hideReceived } from "./validation-error.ts";

/**
 * Compares a response with the description and reports where they differ. Undocumented members do not count.
 *
 * @throws {ResponseError} with `onDrift: "throw"`; its `violations` and `payload` are not enumerable
 */
export type DriftWatch = (response: ClientResponse, payload: unknown, onDrift: OnDrift) => void;

/** Makes the comparison with the generated validators. */
export function createDriftWatch(validators: GeneratedApi["responseValidators"]): DriftWatch {
	return (response, payload, onDrift) => {
		const violations = findDrift(validators, response, payload);
		if (violations.length === 0) return;
		const { request, status, attempts } = response;
		const { operationId, operation, url, options } = request;
		const requestId = requestIdOf(response);
		const message = `not as documented: ${violations.map(({ pointer, keyword }) => `${pointer} (${keyword})`).join(", ")}`;
		if (onDrift === "throw") throw responseError(response, "drift", message, { violations, payload });
		if (onDrift === undefined) options.log?.("warn", message, request, attempts, { status, requestId });
		else notify(() => onDrift({ operationId, method: operation.method, url, status, requestId, violations }));
	};
}

function findDrift(validators: GeneratedApi["responseValidators"], response: ClientResponse, payload: unknown): Violation[] {
	const { request, status, headers } = response;
	const { operationId, operation } = request;
	const key = documentedStatus(operation, status) ?? "";
	const documented = operation.responses[key];
	const validator = validators[operationId]?.[key];
	if (!documented || !validator) {
		return [{ pointer: "/status", keyword: "enum", expected: Object.keys(operation.responses), received: status }];
	}
	const values = decodeHeaders(documented.headers, Object.fromEntries(headers.entries()));
	return [
		...prefixPointers("/headers", violationsOf(validator.headers, values)),
		...(validator.body ? prefixPointers("/body", violationsOf(validator.body, payload)) : []),
	];
}

function prefixPointers(prefix: string, violations: readonly Violation[]): Violation[] {
	return violations.map((violation) => hideReceived({ ...violation, pointer: prefix + violation.pointer }));
}
