import type { Deviation } from "../contract/judge/finding.ts";
import type { CaseResult, Outcome } from "../contract/report/result.ts";
import type { GeneratedApi } from "../operation/generated-api.ts";
import { fromPointer, toPointer } from "../operation/json-pointer.ts";
import { placeOfOperation, placeOfResponse, placeWithin, type SpecLocation } from "../operation/spec-location.ts";
import type { RequestPart } from "../operation/violation.ts";
import { compareFacts, type Difference } from "./compare-facts.ts";
import type { OperationFacts } from "./facts.ts";
import { ownFacts } from "./own-facts.ts";

/**
 * Compares another description with ours, operation by operation.
 *
 * @param target what the other description is called in reports
 * @param now milliseconds since 1970
 */
export function compareDescriptions(
	api: GeneratedApi,
	theirs: readonly OperationFacts[],
	target: string,
	now: () => number = Date.now,
): Outcome {
	const started = now();
	const { differences, operationIds, unrelated } = compareFacts(ownFacts(api), theirs);
	const findings = differences.map((difference) => toDeviation(api, difference));
	return {
		verdict: findings.length > 0 ? "findings" : "conforms",
		target,
		strict: false,
		findings,
		cases: operationIds.map((operationId) => toCase(operationId, findings)),
		skips: [],
		requests: 0,
		started,
		elapsed: now() - started,
		curlCredentials: "",
		notes: unrelated > 0 ? [`operations there on paths that are not described here: ${unrelated}`] : [],
		exchanges: [],
	};
}

function toDeviation(api: GeneratedApi, difference: Difference): Deviation {
	return {
		...placeOf(api, difference),
		...difference,
		severity: "failure",
		case: caseId(difference.operationId),
		count: 1,
	};
}

function toCase(operationId: string, findings: readonly Deviation[]): CaseResult {
	const own = findings.flatMap((finding, index) => (finding.operationId === operationId ? [index] : []));
	return {
		id: caseId(operationId),
		kind: "compared",
		proves: `The other description says of ${operationId} what ours does.`,
		operationIds: [operationId],
		outcome: own.length > 0 ? "failed" : "passed",
		findings: own,
		requests: 0,
		elapsed: 0,
	};
}

function caseId(operationId: string): string {
	return `compared ${operationId}`;
}

/** What ours says there; where it says nothing, the place where it would. */
function placeOf(api: GeneratedApi, { operationId, pointer }: Difference): SpecLocation {
	const [side, part = "", ...rest] = fromPointer(pointer);
	const { request, responses } = api.payloads.operations[operationId] ?? {};
	if (side === "request") {
		return placeWithin(api, request?.[part as RequestPart], toPointer(rest), placeOfOperation(api, operationId));
	}
	const [, ...members] = rest;
	const answer = placeOfResponse(api, operationId, part);
	return rest.length === 0 ? answer : placeWithin(api, responses?.[part]?.body, toPointer(members), answer);
}
