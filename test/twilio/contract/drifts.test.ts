import { describe, expect, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { type ContractOptions, createContractSandbox, sandboxTarget, testContract } from "../../../src/contract.ts";
import { CHECKS } from "../../../src/core/contract/judge/checks/index.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { DRIFTS, type NamedDrift, SIBLING_DRIFTS } from "./drifts/index.ts";
import { INAPPLICABLE, SIBLINGS } from "./drifts/siblings.ts";

const noWait: Pick<ContractOptions, "sleep"> = { sleep: () => Promise.resolve() };

function run(drift: NamedDrift, options: Pick<ContractOptions, "operations"> = {}) {
	const random = randomFrom(drift.name);
	const sandbox = createContractSandbox({ random });
	sandbox.inject({ operationId: drift.operationId, mutation: drift.mutation() });
	return testContract({ target: sandboxTarget(sandbox), random, ...noWait, ...options });
}

/** The operations on messages of the same product. */
function relatedTo(operationId: string): string[] {
	const productOf = (id: string) => /(Channel|Chat|Conversation)Message/.exec(id)?.[1];
	return Object.keys(operations).filter((id) => productOf(id) === productOf(operationId));
}

test.each(DRIFTS.map((drift) => [drift.name, drift] as const))("%s", async (_, drift) => {
	const { findings } = await run(drift, { operations: relatedTo(drift.operationId) });
	const found = findings.map(({ check, operationId, pointer }) => `${check} ${operationId} ${pointer}`);
	const where = { check: drift.check, operationId: drift.shownBy, pointer: drift.pointer };
	expect(findings, found.join("\n")).toContainEqual(expect.objectContaining(where));
	for (const { location, source } of findings) {
		expect(location).toMatch(/^\/(?:paths|components)\//);
		expect(source).not.toEqual([]);
	}
});

describe("what one operation notices, its siblings notice", () => {
	test.each(SIBLING_DRIFTS.map((drift) => [drift.name, drift] as const))("%s", async (_, drift) => {
		const { findings } = await run(drift, { operations: relatedTo(drift.operationId) });
		const where = { check: drift.check, pointer: drift.pointer };
		const found = findings.filter(({ check, pointer }) => check === drift.check && pointer === drift.pointer);
		expect(findings).toContainEqual(expect.objectContaining(where));
		// A change by one path may be read by the other.
		expect(found.flatMap(({ operationId }) => readersOf(operationId))).toContain(drift.shownBy);
	});

	test("what cannot happen there is named by a deviation and a product that exist", () => {
		const products = Object.keys(SIBLINGS);
		for (const [name, pattern] of INAPPLICABLE) {
			expect(DRIFTS.map((drift) => drift.name)).toContain(name);
			expect(products.filter((product) => pattern.test(product))).not.toEqual([]);
		}
	});
});

/** An operation, and the one that does the same by the other path. */
function readersOf(operationId: string): string[] {
	return [operationId, SIBLINGS["Conversations by the other path"]?.[operationId] ?? ""];
}

test("there are at least 50 drifts with unique names, and every check catches at least one", () => {
	expect(DRIFTS.length).toBeGreaterThanOrEqual(50);
	expect(new Set(DRIFTS.map(({ name }) => name)).size).toBe(DRIFTS.length);
	const used = new Set(DRIFTS.map(({ check }) => check));
	// A broken connection is not a drift; it has its own test.
	expect(CHECKS.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(["responded"]);
});
