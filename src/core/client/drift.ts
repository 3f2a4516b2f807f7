import type { Conventions } from "../operation/conventions.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import { fromPointer } from "../operation/json-pointer.ts";
import { decodeHeaders } from "../operation/request.ts";
import { documentedStatus } from "../operation/response.ts";
import { type Violation, violationsOf } from "../operation/violation.ts";
import { type ClientResponse, requestIdOf } from "./client-request.ts";
import { notify } from "./log.ts";
import type { ClientOptions } from "./options.ts";
import { type CallResult, parseError, responseError } from "./read-response.ts";
import { checkUnenforced } from "./request-check.ts";
import type { ResolvedOptions } from "./resolve-options.ts";
import { hideReceived } from "./validation-error.ts";

/**
 * Compares a response with the description and reports where they differ. Undocumented members do not count.
 *
 * @throws {ResponseError} with `onDrift: "throw"`; its `violations` and `payload` are not enumerable
 */
export type DriftWatch = (result: CallResult) => void;

/** What is generated from the description of responses. */
type DescribedResponses = Pick<GeneratedApi, "responseValidators" | "payloads">;

/**
 * Makes the comparison with the generated validators.
 *
 * @param propertyNameFor the member that shows an argument: a rule that is not enforced for one is not for the other
 * @returns the comparison with the options of a client; it throws a ValidationError where `unenforced` has an unknown name
 */
export function createDriftWatch(
	api: DescribedResponses,
	{ propertyNameFor }: Pick<Conventions, "propertyNameFor">,
): (options: ResolvedOptions) => DriftWatch {
	const members = [...memberNames(api.payloads)];
	const compare = createComparison(api, propertyNameFor);
	return ({ config, unenforced = {} }) => {
		checkUnenforced(config, unenforced, members);
		return compare;
	};
}

/** The names of all members that a schema has, in whatever it is. */
function* memberNames(value: unknown): Generator<string> {
	if (typeof value !== "object" || value === null) return;
	const { properties } = value as { readonly properties?: object };
	if (properties) yield* Object.keys(properties);
	for (const member of Object.values(value)) yield* memberNames(member);
}

function createComparison(api: DescribedResponses, propertyNameFor: Conventions["propertyNameFor"]): DriftWatch {
	/** A rule that is not enforced for an argument is not enforced for the member that shows it. */
	const isEnforced = ({ pointer, keyword }: Violation, unenforced: ClientOptions["unenforced"] = {}) => {
		const member = fromPointer(pointer).findLast((name) => !/^\d+$/.test(name));
		return !Object.entries(unenforced).some(
			([name, rules]) => rules.includes(keyword) && (name === member || propertyNameFor(name) === member),
		);
	};
	return ({ response, failure, payload = failure && parseError(response) }) => {
		const { request, status, attempts } = response;
		const { operationId, operation, url, options } = request;
		const violations = findDrift(api, response, payload).filter((violation) => isEnforced(violation, options.unenforced));
		if (violations.length === 0) return;
		// An error response is thrown as such, even with `onDrift: "throw"`.
		const onDrift = failure && options.onDrift === "throw" ? undefined : options.onDrift;
		const requestId = requestIdOf(response);
		const message = `not as documented: ${violations.map(({ pointer, keyword }) => `${pointer} (${keyword})`).join(", ")}`;
		if (onDrift === "throw") throw responseError(response, "drift", message, { violations, payload });
		if (onDrift === undefined) options.log?.("warn", message, request, attempts, { status, requestId });
		else notify(() => onDrift({ operationId, method: operation.method, url, status, requestId, violations }));
	};
}

function findDrift(
	{ responseValidators, payloads }: DescribedResponses,
	response: ClientResponse,
	payload: unknown,
): Violation[] {
	const { request, status, headers } = response;
	const { operationId, operation } = request;
	const key = documentedStatus(operation, status) ?? "";
	const documented = payloads.operations[operationId]?.responses[key];
	const validator = responseValidators[operationId]?.[key];
	if (!documented || !validator) {
		return [{ pointer: "/status", keyword: "enum", expected: Object.keys(operation.responses), received: status }];
	}
	const values = decodeHeaders(documented.headers.descriptors, Object.fromEntries(headers.entries()));
	return [
		...prefixPointers("/headers", violationsOf(validator.headers, values)),
		...(validator.body ? prefixPointers("/body", violationsOf(validator.body, payload)) : []),
	];
}

function prefixPointers(prefix: string, violations: readonly Violation[]): Violation[] {
	return violations.map((violation) => hideReceived({ ...violation, pointer: prefix + violation.pointer }));
}
