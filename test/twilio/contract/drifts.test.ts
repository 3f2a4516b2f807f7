import { expect, test } from "vitest";
import { type ContractOptions, createContractSandbox, sandboxTarget, testContract } from "../../../src/contract.ts";
import { CHECKS } from "../../../src/core/contract/judge/checks/index.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { DRIFTS, type NamedDrift } from "./drifts/index.ts";

const noWait: Pick<ContractOptions, "sleep"> = { sleep: () => Promise.resolve() };

function run(drift: NamedDrift) {
	const random = randomFrom(drift.name);
	const sandbox = createContractSandbox({ random });
	sandbox.inject({ operationId: drift.operationId, mutation: drift.mutation() });
	return testContract({ target: sandboxTarget(sandbox), random, ...noWait });
}

test.each(DRIFTS.map((drift) => [drift.name, drift] as const))("%s", async (_, drift) => {
	const { findings } = await run(drift);
	const found = findings.map(({ check, operationId, pointer }) => `${check} ${operationId} ${pointer}`);
	const where = { check: drift.check, operationId: drift.shownBy, pointer: drift.pointer };
	expect(findings, found.join("\n")).toContainEqual(expect.objectContaining(where));
	for (const { location, source } of findings) {
		expect(location).toMatch(/^\/(?:paths|components)\//);
		expect(source).not.toEqual([]);
	}
});

test("there are at least 50 drifts with unique names, and every check catches at least one", () => {
	expect(DRIFTS.length).toBeGreaterThanOrEqual(50);
	expect(new Set(DRIFTS.map(({ name }) => name)).size).toBe(DRIFTS.length);
	const used = new Set(DRIFTS.map(({ check }) => check));
	// A broken connection is not a drift; it has its own test.
	expect(CHECKS.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(["answered"]);
});
