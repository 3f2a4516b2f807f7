import { expect, test } from "vitest";
import { payloads } from "../../../generated/payloads.ts";
import { createContractSandbox, sandboxTarget, testContract } from "../../../src/contract.ts";
import { type Constraint, constraintsOf, pointerSegments } from "../../../src/core/contract/plan/constraints.ts";
import { breakConstraint } from "../../../src/core/contract/plan/violate.ts";
import { toPointer } from "../../../src/core/operation/json-pointer.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { changeBody, type Mutation } from "../../../src/sandbox.ts";

const rules = Object.entries(payloads.operations).flatMap(([operationId, { responses }]) =>
	Object.entries(responses)
		.filter(([status]) => status.startsWith("2"))
		.flatMap(([, { body }]) =>
			body ? constraintsOf(body.schema, payloads.schemas).map((rule) => ({ operationId, rule, schema: body.schema })) : [],
		),
);

function breaking(rule: Constraint, schema: JsonSchema): Mutation {
	return (_, next) => {
		const response = next();
		if (response.status >= 300 || response.body === null) return response;
		const { value } = breakConstraint(rule, JSON.parse(response.body), schema, payloads.schemas);
		const changed = changeBody(response, () => {});
		return { ...changed, body: JSON.stringify(value) };
	};
}

test("every broken rule of every success is found at its place", { timeout: 300_000 }, async () => {
	const missed: string[] = [];
	for (const { operationId, rule, schema } of rules) {
		const sandbox = createContractSandbox();
		sandbox.inject({ operationId, mutation: breaking(rule, schema) });
		const { findings } = await testContract({
			target: sandboxTarget(sandbox),
			operations: [operationId],
			only: ["life-cycle", "reading"],
		});
		const segments = [...pointerSegments(rule.path), ...(rule.keyword === "required" ? [String(rule.expected)] : [])];
		const pointer = `/response/body${toPointer(segments)}`;
		const check = rule.keyword === "contentMediaType" ? "json-in-string" : "response-body";
		const found = findings.some((finding) => {
			return finding.operationId === operationId && finding.pointer === pointer && finding.check === check;
		});
		if (!found) missed.push(`${operationId} ${pointer} ${rule.keyword}`);
	}
	console.log(`${rules.length - missed.length}/${rules.length} broken rules of responses found`);
	expect(missed).toEqual([]);
	expect(rules.length).toBeGreaterThan(200);
});
