import { expect, test } from "vitest";
import { runContract } from "../../../src/core/contract/run/run.ts";
import type { Mutation } from "../../../src/core/sandbox/mutations.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { TOY_KEY, toyContractPolicy, toyTarget } from "./support/toy.ts";

test("the same code tests the contract of an API unlike the vendor's", async () => {
	const { findings, cases, skips, coverage } = await runContract(toyApi, toyContractPolicy, toyTarget());
	const kinds = new Set(cases.map(({ kind }) => kind));
	expect([...kinds].sort()).toEqual([
		"credentials",
		"example",
		"life-cycle",
		"limit",
		"negative",
		"paging",
		"reading",
		"unknown",
	]);
	expect(findings.map(({ check, operationId, pointer, received }) => `${check} ${operationId} ${pointer} ${received}`)).toEqual(
		[],
	);
	expect(coverage.operations.missing).toEqual(["replaceCover", "fetchScan"]);
	expect(skips.some(({ reason }) => reason === "no documented operation creates what it changes or deletes")).toBe(true);
});

test("its drifts are found", async () => {
	const drift: Mutation = (_, next) => {
		const response = next();
		return { ...response, body: response.body?.replace(/"title":"[^"]*"/, '"title":""') ?? null };
	};
	const { verdict, findings } = await runContract(toyApi, toyContractPolicy, toyTarget(drift));
	expect(verdict).toBe("findings");
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "response-body", operationId: "fetchBook", pointer: "/response/body/title" }),
	);
	expect(JSON.stringify(findings)).not.toContain(TOY_KEY);
});
