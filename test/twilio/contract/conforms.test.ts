import { describe, expect, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { createContractSandbox, type Send, sandboxTarget, testContract } from "../../../src/contract.ts";
import type { ContractPolicy } from "../../../src/core/contract/policy.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import { matchPath } from "../../../src/core/operation/path-template.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { Resources } from "../../../src/core/operation/resources.ts";
import { violationsOf } from "../../../src/core/operation/violation.ts";
import type { Mutation, SandboxOptions } from "../../../src/sandbox.ts";
import { api } from "../../../src/twilio/api.ts";
import { createContractPolicy } from "../../../src/twilio/contract/policy.ts";
import { set } from "./drifts/change.ts";

test("a clean target has no finding of any severity, whatever the seed", async () => {
	for (let seed = 0; seed < 50; seed++) {
		const { verdict, findings, coverage } = await testContract({ random: randomFrom(`seed ${seed}`) });
		expect({ seed, verdict, findings }).toEqual({ seed, verdict: "conforms", findings: [] });
		expect(coverage.operations.missing).toEqual([]);
	}
});

describe("behaviour that the documents leave open is not a finding", () => {
	const settings: SandboxOptions[] = [
		{ delivery: "summary" },
		{ dateUpdated: "null" },
		{ createdAttributes: "empty" },
		{ emptyUpdate: "accept" },
		{ unknownFields: "reject" },
	];
	test.each(settings)("%j", async (options) => {
		const { verdict, findings } = await testContract({ target: sandboxTarget(createContractSandbox(options)) });
		expect({ verdict, findings }).toEqual({ verdict: "conforms", findings: [] });
	});
});

/** For each volatile member, a behaviour of a conforming server that would be a finding if the member were not in the list. */
const VOLATILE: Readonly<Record<string, Mutation>> = {
	// As the sandbox does: every change sets it.
	was_edited: (_, next) => next(),
	// A delivery receipt, or a change by somebody else.
	date_updated: set("/date_updated", "2030-01-01T00:00:00Z"),
};

test("the list of volatile members is minimal: without any of them, a conforming server has a finding there", async () => {
	const policy = createContractPolicy();
	expect(policy.volatileMembers.toSorted()).toEqual(Object.keys(VOLATILE).toSorted());
	for (const [name, drift] of Object.entries(VOLATILE)) {
		const sandbox = createContractSandbox();
		sandbox.inject({ operationId: "fetchChannelMessage", mutation: drift });
		const volatileMembers = policy.volatileMembers.filter((member) => member !== name);
		const run = (used: ContractPolicy) => runContract(api, used, sandboxTarget(sandbox), { only: ["life-cycle"] });
		expect((await run(policy)).findings).toEqual([]);
		const { findings } = await run({ ...policy, volatileMembers });
		expect(new Set(findings.map(({ pointer }) => pointer.split("/").at(-1)))).toEqual(new Set([name]));
	}
});

test("it tests a server over a socket, without being given its credentials", async () => {
	const { createSandbox } = await import("../../../src/sandbox.ts");
	const running = await createSandbox().listen();
	try {
		const { verdict, findings, requests } = await testContract({ target: running.url });
		expect({ verdict, findings }).toEqual({ verdict: "conforms", findings: [] });
		expect(requests).toBeGreaterThan(150);
	} finally {
		await running.close();
	}
});

/** Whether a status is the 404 of an operation that never has to give it: no item is in the path, and the parents take any text. */
function neverMissed(name: string): boolean {
	const [operationId = "", status] = name.split(" ");
	const { itemParameter, parameters } = new Resources(api, createContractPolicy()).view(operationId);
	const path = Object.fromEntries(parameters.map((parameter) => [parameter.name, "any text"]));
	const validator = api.requestValidators[operationId]?.path;
	return (
		status === "404" && itemParameter === undefined && (validator === undefined || violationsOf(validator, path).length === 0)
	);
}

test("coverage counts what was tested and names the rest", async () => {
	const { coverage, skips, cases } = await testContract();
	const total = Object.keys(operations).length;
	expect(coverage.operations).toEqual({ covered: total, total, missing: [] });
	const expected = coverage.statuses.missing.filter((name) => /(?:200|201|204|400|401|404)$/.test(name));
	expect(expected.filter((name) => !neverMissed(name))).toEqual([]);
	const rules = skips.filter(({ rule }) => rule !== undefined);
	expect(coverage.constraints.missing.length).toBe(coverage.constraints.total - coverage.constraints.covered);
	expect(rules.every(({ reason }) => reason.length > 0)).toBe(true);
	expect(coverage.constraints.missing.length).toBe(rules.length);
	expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
	expect(cases.every(({ proves }) => proves.endsWith("."))).toBe(true);
});

test("a rule is skipped only if an encoded request cannot show that it is broken", async () => {
	const { skips } = await testContract();
	const reasons = new Set(skips.map(({ reason }) => reason.replace(/:.*/, "")));
	expect([...reasons].sort()).toEqual([
		"a request cannot encode another type",
		"it cannot be encoded",
		"it encodes to text that breaks another rule",
		"it encodes to the same text as a valid value",
	]);
});

describe("a target that proves nothing has its own verdict", () => {
	test("every request is rejected with 401", async () => {
		const sandbox = createContractSandbox({ credentials: [{ username: `AC${"f".repeat(32)}`, password: "other" }] });
		const { verdict } = await testContract({ target: sandboxTarget(sandbox) });
		expect(verdict).toBe("not-tested");
	});

	test("every request is rejected with 404", async () => {
		const body = JSON.stringify({ code: 20404, message: "no", more_info: "https://example.com", status: 404 });
		const send = () => ({ status: 404, headers: { "content-type": "application/json" }, body });
		const { verdict } = await testContract({ target: { ...sandboxTarget(createContractSandbox()), send } });
		expect(verdict).toBe("not-tested");
	});

	test("no request gets a response: the run gives up soon", async () => {
		const send = () => Promise.reject(new TypeError("fetch failed"));
		const { verdict, requests } = await testContract({ target: { ...sandboxTarget(createContractSandbox()), send } });
		expect(verdict).toBe("unreachable");
		expect(requests).toBeLessThan(20);
	});
});

test("a broken connection is a finding, not a crash", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ reset: true, operationId: "fetchChannelMessage" });
	const { verdict, findings } = await testContract({ target: sandboxTarget(sandbox) });
	expect(verdict).toBe("findings");
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "responded", operationId: "fetchChannelMessage", pointer: "/response" }),
	);
});

test.each<[retryAfter: number, waits: number[]]>([
	[2, [2000, 2000, 2000]],
	[30, [30_000, 30_000, 30_000]],
	[31, [30_000, 30_000, 30_000]],
	[86_400, [30_000, 30_000, 30_000]],
])("after a 429 with Retry-After: %s the request is repeated after at most 30 s", async (retryAfter, expected) => {
	const sandbox = createContractSandbox();
	sandbox.inject({ status: 429, retryAfter, times: 3 });
	const waits: number[] = [];
	const sleep = (milliseconds: number) => {
		waits.push(milliseconds);
		return Promise.resolve();
	};
	const { verdict } = await testContract({ target: sandboxTarget(sandbox), sleep, concurrency: 1 });
	expect(verdict).toBe("conforms");
	expect(waits).toEqual(expected);
});

test("a 503 with Retry-After that passes is waited for, and one without is a finding", async () => {
	for (const [retryAfter, verdict] of [
		[2, "conforms"],
		[undefined, "findings"],
	] as const) {
		const sandbox = createContractSandbox();
		sandbox.inject({ status: 503, ...(retryAfter && { retryAfter }), times: 3 });
		const result = await testContract({ target: sandboxTarget(sandbox), sleep: () => Promise.resolve(), concurrency: 1 });
		expect(result.verdict).toBe(verdict);
	}
});

test("behind a gateway that passes bodies on unchanged, links to the service's own server are followed by way of the gateway", async () => {
	const sandbox = createContractSandbox();
	const { send, ...target } = sandboxTarget(sandbox);
	const baseUrl = "https://gateway.example/twilio";
	const gateway: Send = (request) => {
		const path = request.url.slice(baseUrl.length);
		const { server } =
			Object.values(operations).find(({ path: template }) => matchPath(template, path.split("?")[0] ?? "")) ?? {};
		return send({ ...request, url: `${server ?? "https://chat.twilio.com"}${path}` });
	};
	const { verdict, findings, cases } = await testContract({ target: { ...target, send: gateway, baseUrl } });
	expect(findings).toEqual([]);
	expect(verdict).toBe("conforms");
	expect(cases.filter(({ kind }) => kind === "paging").length).toBeGreaterThan(0);
});

test("an additive deviation fails only a strict run", async () => {
	const run = (strict: boolean) => {
		const sandbox = createContractSandbox();
		sandbox.inject({ mutation: "undocumented:/extra" });
		return testContract({ target: sandboxTarget(sandbox), strict });
	};
	const [lenient, strict] = [await run(false), await run(true)];
	expect(lenient.verdict).toBe("conforms");
	expect(lenient.findings.map(({ severity }) => severity)).toContain("additive");
	expect(strict.verdict).toBe("findings");
});

test("bail stops at the first failure; only and operations select cases", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ mutation: "missing:/sid", operationId: "createChannelMessage" });
	const bailed = await testContract({ target: sandboxTarget(sandbox), bail: true, concurrency: 1 });
	expect(bailed.cases.filter(({ outcome }) => outcome === "failed").length).toBe(1);
	const chosen = await testContract({ operations: ["listChannelMessages"], only: ["paging"] });
	expect(chosen.cases.map(({ id }) => id)).toEqual([
		"paging listChannelMessages",
		"paging listChannelMessages asc",
		"paging listChannelMessages desc",
	]);
	await expect(testContract({ operations: ["no"] })).rejects.toThrow("no operation is called no");
	await expect(testContract({ only: ["no such case"] })).rejects.toThrow("no case is left to run");
});

test("a read-only run sends nothing but GET", async () => {
	const sandbox = createContractSandbox();
	const methods = new Set<string>();
	const target = sandboxTarget(sandbox);
	const send = (request: Parameters<typeof target.send>[0]) => {
		methods.add(request.method);
		return target.send(request);
	};
	const { skips, verdict, findings } = await testContract({ target: { ...target, send }, readOnly: true });
	expect({ verdict, findings }).toEqual({ verdict: "conforms", findings: [] });
	expect([...methods]).toEqual(["GET"]);
	expect(skips.some(({ reason }) => reason === "it writes, and the run is read-only")).toBe(true);
});

test("maxRequests is not exceeded", async () => {
	const { requests, skips } = await testContract({ maxRequests: 30 });
	expect(requests).toBe(30);
	expect(skips.some(({ reason }) => reason === "the maximum number of requests was sent")).toBe(true);
});
