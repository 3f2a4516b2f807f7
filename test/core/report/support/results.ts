import type { ComparisonResult } from "../../../../src/core/compare/result.ts";
import type { Finding } from "../../../../src/core/contract/judge/finding.ts";
import type { ContractResult } from "../../../../src/core/contract/report/result.ts";

/** A finding of the toy API. */
export function finding(own: Partial<Finding> = {}): Finding {
	return {
		check: "response-body",
		severity: "failure",
		operationId: "fetchBook",
		pointer: "/response/body/title",
		keyword: "type",
		documented: "string",
		received: "5",
		source: ["docs"],
		location: "/components/schemas/Book/properties/title",
		case: "example fetchBook",
		exchange: {
			operationId: "fetchBook",
			request: { method: "GET", url: "http://127.0.0.1/books/bk_1", headers: {}, body: null },
			parts: {},
			response: { status: 200, headers: { "content-type": "application/json" }, body: '{"title":5}' },
			body: { kind: "json", value: { title: 5 } },
			started: 0,
			elapsed: 1,
		},
		count: 1,
		...own,
	};
}

/** A run of one case, in which it met every finding. */
export function contractResult(findings: readonly Finding[] = [finding()], own: Partial<ContractResult> = {}): ContractResult {
	const share = { covered: 1, total: 2, missing: ["addNote"] };
	const { id, operationIds } = { id: "example fetchBook", operationIds: ["fetchBook"] };
	return {
		verdict: findings.length > 0 ? "findings" : "conforms",
		verdictWithoutFindings: "conforms",
		target: "the library",
		strict: false,
		findings,
		cases: [
			{
				id,
				kind: "example",
				proves: "It does.",
				operationIds,
				outcome: findings.length > 0 ? "failed" : "passed",
				findings: [...findings.keys()],
				requests: 1,
				elapsed: 1,
			},
		],
		skips: [{ id: "example addNote", kind: "example", operationIds: ["addNote"], reason: "no sample" }],
		coverage: { operations: share, statuses: share, constraints: share },
		requests: 1,
		started: 0,
		elapsed: 1,
		curlCredentials: "",
		notes: [],
		exchanges: [],
		judged: [],
		details: { covered: { operations: ["fetchBook"], statuses: ["fetchBook 200"], constraints: ["fetchBook path/Id pattern"] } },
		...own,
	};
}

/** A comparison with one difference. */
export function comparisonResult(own: Partial<ComparisonResult> = {}): ComparisonResult {
	return {
		verdict: "differences",
		target: "theirs.json",
		differences: [
			{
				kind: "stricter-there",
				operationId: "addNote",
				pointer: "/request/body/Text",
				keyword: "maxLength",
				documented: "at most 20 characters",
				other: "at most 10 characters",
				values: { here: 20, there: 10 },
				bump: "major",
				otherLocation: "/paths/x",
				source: [],
				location: "/paths/x",
			},
		],
		bump: "major",
		operationIds: ["addNote"],
		partlyCompared: [],
		notes: [],
		started: 0,
		elapsed: 1,
		...own,
	};
}
