import { describeRule, show } from "../../operation/describe-rule.ts";
import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import { groupBy } from "../../operation/group-by.ts";
import type { HttpResponse } from "../../operation/http.ts";
import { toPointer } from "../../operation/json-pointer.ts";
import type { ResponsePayloads } from "../../operation/payloads.ts";
import type { Resources } from "../../operation/resources.ts";
import { documentedStatus } from "../../operation/response.ts";
import { placeOfResponse, placeWithin, type SpecLocation } from "../../operation/spec-location.ts";
import type { Violation } from "../../operation/violation.ts";
import { type Exchange, type Step, statusOf } from "../exchange.ts";
import type { ContractPolicy } from "../policy.ts";
import type { CheckResult } from "./finding.ts";

/** The description, and the vendor's policy, that checks judge by. */
export interface CheckContext {
	readonly api: GeneratedApi;
	readonly policy: ContractPolicy;
	readonly resources: Resources;
	/** The base URL of every operation at the target; undefined if each is called at its own server, and for recordings. */
	readonly baseUrl?: string | undefined;
}

/** One rule of the contract. A check is a pure function of exchanges. */
export interface Check {
	/** Also the name of its file. */
	readonly id: string;
	/** The rule, in one sentence. */
	readonly title: string;
	/** Judges a single exchange. */
	readonly step?: (step: Step, context: CheckContext) => CheckResult[];
	/** Judges all exchanges of a case together. */
	readonly sequence?: (steps: readonly Step[], context: CheckContext) => CheckResult[];
}

/** A response that was received with a documented status, and what the description says of it. */
interface DocumentedResponse {
	readonly response: HttpResponse;
	/** As the description writes it: `200`, `4XX` or `default`. */
	readonly status: string;
	readonly mediaTypes: readonly string[] | undefined;
	readonly payloads: ResponsePayloads | undefined;
}

/** A cache: nearly every check asks for the same exchange. */
const documented = new WeakMap<Exchange, DocumentedResponse | undefined>();

/** What the description says of the response of an exchange; undefined without a response, or if its status is not documented. */
export function documentedResponse({ api }: CheckContext, exchange: Exchange): DocumentedResponse | undefined {
	if (!documented.has(exchange)) documented.set(exchange, findDocumented(api, exchange));
	return documented.get(exchange);
}

function findDocumented(api: GeneratedApi, { operationId, response }: Exchange): DocumentedResponse | undefined {
	const operation = operationOf(api, operationId);
	const status = response && documentedStatus(operation, response.status);
	if (response === undefined || status === undefined) return undefined;
	const payloads = api.payloads.operations[operationId]?.responses[status];
	return { response, status, mediaTypes: operation.responses[status], payloads };
}

/** The location in the description of the response that an exchange should have had. */
export function responsePlace(context: CheckContext, exchange: Exchange): SpecLocation {
	return placeOfResponse(context.api, exchange.operationId, documentedResponse(context, exchange)?.status);
}

/** The location in the description of a member of the response body. */
export function bodyPlace(context: CheckContext, exchange: Exchange, pointer: string): SpecLocation {
	const { payloads } = documentedResponse(context, exchange) ?? {};
	return placeWithin(context.api, payloads?.body, pointer, responsePlace(context, exchange));
}

/** A deviation at a JSON pointer into the response body. */
export function bodyResult(
	context: CheckContext,
	step: Step,
	pointer: string,
	documented: string,
	received: string,
): CheckResult {
	return { step, pointer: `/response/body${pointer}`, documented, received, ...bodyPlace(context, step.exchange, pointer) };
}

/** A deviation of a header. */
export function headerResult(step: Step, name: string, documented: string, received: string, place: SpecLocation): CheckResult {
	return { step, pointer: `/response/headers${toPointer([name.toLowerCase()])}`, documented, received, ...place };
}

/** A deviation of the status. */
export function statusResult(step: Step, documented: string, place: SpecLocation): CheckResult {
	return { step, pointer: "/response/status", documented, received: String(statusOf(step)), ...place };
}

/**
 * Turns violations into check results: one for each pointer, which names every rule that is broken there.
 *
 * @param prefix the JSON pointer of the validated value in the exchange, such as `/response/body`
 * @param placeOf finds the location in the description of a pointer into the validated value
 */
export function judgeViolations(
	violations: readonly Violation[],
	step: Step,
	prefix: string,
	placeOf: (pointer: string) => SpecLocation,
): CheckResult[] {
	const byPointer = groupBy(violations, ({ pointer }) => pointer);
	return [...byPointer].map(([pointer, broken]) => ({
		step,
		pointer: prefix + pointer,
		documented: [...new Set(broken.map(describeRule))].join("; "),
		received: show(broken[0]?.received),
		...placeOf(pointer),
	}));
}
