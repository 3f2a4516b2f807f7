import { expect, test } from "vitest";
import { createBench } from "./support/altered.ts";
import { evidenceTests } from "./support/evidence-tests.ts";
import { toyApi, toyContractPolicy, toyTarget } from "./support/toy.ts";

evidenceTests("the toy", createBench(toyApi, toyContractPolicy, toyTarget()));

test("a rule on members that are not described is shown by a request with such a member", async () => {
	const target = { ...toyTarget(), parameters: { bookId: "0b3f6c1e-6f0e-4d5a-9b1c-2a3d4e5f6a7b" } };
	const { plan, unproved } = createBench(toyApi, toyContractPolicy, target);
	const cases = plan.cases.filter(({ rule }) => rule?.keyword === "additionalProperties");
	expect(cases.length).toBeGreaterThan(0);
	for (const testCase of cases) expect(await unproved(testCase), testCase.id).toBeUndefined();
});
