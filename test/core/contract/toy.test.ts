import { expect, test } from "vitest";
import { runContract } from "../../../src/core/contract/run/run.ts";
import type { Target } from "../../../src/core/contract/run/target.ts";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import type { Mutation } from "../../../src/core/sandbox/mutations.ts";
import { toyPolicy } from "../sandbox/toy-policy.ts";
import { toyApi, toyContractPolicy } from "./support/toy.ts";

// An API of another kind, with JSON bodies, recursive schemas, keys in a header, cursors, status classes, a server with a path.
const KEY = "the-key-of-a-reader";
function target(drift?: Mutation): Target {
	const sandbox = createApiSandbox(
		toyApi,
		toyPolicy({
			account: KEY,
			reject: ({ kind }) => ({ status: STATUSES[kind] ?? 400, body: { error: kind } }),
			headers: ({ hasBody }) => ({ "x-total": "1", ...(hasBody && { "content-type": "application/json" }) }),
		}),
	);
	if (drift) sandbox.inject({ mutation: drift });
	const credentials = {
		valid: { "x-key": KEY },
		wrong: {},
		secrets: [KEY],
		curl: '-H "X-Key: $KEY"',
	};
	return { name: "the toy", send: (request) => sandbox.handle(request), credentials };
}

const STATUSES: Readonly<Record<string, number>> = { "unknown-path": 404, "not-found": 404, unauthorized: 401 };

test("the same code tests the contract of an API unlike the vendor's", async () => {
	const { findings, cases, skips, coverage } = await runContract(toyApi, toyContractPolicy, target());
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
	expect(skips.some(({ reason }) => reason === "no documented operation creates the resource that it changes")).toBe(true);
});

test("its drifts are found", async () => {
	const drift: Mutation = (_, next) => {
		const response = next();
		return { ...response, body: response.body?.replace(/"title":"[^"]*"/, '"title":""') ?? null };
	};
	const { verdict, findings } = await runContract(toyApi, toyContractPolicy, target(drift));
	expect(verdict).toBe("findings");
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "response-body", operationId: "fetchBook", pointer: "/response/body/title" }),
	);
	expect(JSON.stringify(findings)).not.toContain(KEY);
});
