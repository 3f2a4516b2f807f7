import { describe, expect, test } from "vitest";
import { createContractSandbox, sandboxTarget, testContract } from "../../../src/contract.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import type { SandboxOptions } from "../../../src/sandbox.ts";

test("a clean target has no finding of any severity, whatever the seed", async () => {
	for (let seed = 0; seed < 50; seed++) {
		const { verdict, findings, coverage } = await testContract({ random: randomFrom(`seed ${seed}`) });
		expect({ seed, verdict, findings }).toEqual({ seed, verdict: "conforms", findings: [] });
		expect(coverage.operations.missing).toEqual([]);
	}
});

describe("what the documents leave open is no finding either", () => {
	const settings: SandboxOptions[] = [
		{ delivery: "summary" },
		{ dateUpdated: "null" },
		{ createdAttributes: "empty" },
		{ emptyUpdate: "accept" },
		{ unknownFields: "refuse" },
	];
	test.each(settings)("%j", async (options) => {
		const { verdict, findings } = await testContract({ target: sandboxTarget(createContractSandbox(options)) });
		expect({ verdict, findings }).toEqual({ verdict: "conforms", findings: [] });
	});
});

test("over a socket, with credentials that nobody told it", async () => {
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

test("what is covered is counted, and what is not is named", async () => {
	const { coverage, skips, cases } = await testContract();
	expect(coverage.operations).toEqual({ covered: 7, total: 7, missing: [] });
	expect(coverage.statuses.missing.filter((name) => /(?:200|201|204|400|401|404)$/.test(name))).toEqual([]);
	const rules = skips.filter(({ rule }) => rule !== undefined);
	expect(coverage.constraints.missing.length).toBe(coverage.constraints.total - coverage.constraints.covered);
	expect(rules.every(({ reason }) => reason.length > 0)).toBe(true);
	expect(coverage.constraints.missing.length).toBe(rules.length);
	expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
	expect(cases.every(({ proves }) => proves.endsWith("."))).toBe(true);
});

test("nothing of a rule is skipped that makes a difference on the wire", async () => {
	const { skips } = await testContract();
	const reasons = new Set(skips.map(({ reason }) => reason.replace(/:.*/, "")));
	expect([...reasons].sort()).toEqual([
		"a request has no other way to write it",
		"it cannot be written",
		"on the wire it is the same as a valid value",
	]);
});

describe("a target that proves nothing has a verdict of its own", () => {
	test("nobody is let in", async () => {
		const sandbox = createContractSandbox({ credentials: [{ username: `AC${"f".repeat(32)}`, password: "other" }] });
		const { verdict } = await testContract({ target: sandboxTarget(sandbox) });
		expect(verdict).toBe("not-tested");
	});

	test("nothing is found", async () => {
		const body = JSON.stringify({ code: 20404, message: "no", more_info: "https://example.com", status: 404 });
		const send = () => ({ status: 404, headers: { "content-type": "application/json" }, body });
		const { verdict } = await testContract({ target: { ...sandboxTarget(createContractSandbox()), send } });
		expect(verdict).toBe("not-tested");
	});

	test("nobody answers, which is found out soon", async () => {
		const send = () => Promise.reject(new TypeError("fetch failed"));
		const { verdict, requests } = await testContract({ target: { ...sandboxTarget(createContractSandbox()), send } });
		expect(verdict).toBe("unreachable");
		expect(requests).toBeLessThan(20);
	});
});

test("a connection that breaks off is a finding, not a crash", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ reset: true, operationId: "fetchChannelMessage" });
	const { verdict, findings } = await testContract({ target: sandboxTarget(sandbox) });
	expect(verdict).toBe("findings");
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "answered", operationId: "fetchChannelMessage", pointer: "/response" }),
	);
});

test("a request that came too soon is repeated after the time that was asked for", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ status: 429, retryAfter: 2, times: 3 });
	const waits: number[] = [];
	const sleep = (milliseconds: number) => {
		waits.push(milliseconds);
		return Promise.resolve();
	};
	const { verdict } = await testContract({ target: sandboxTarget(sandbox), sleep, concurrency: 1 });
	expect(verdict).toBe("conforms");
	expect(waits).toEqual([2000, 2000, 2000]);
});

test("what is additive fails only a strict run", async () => {
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

test("bail stops at the first failure; only and operations choose", async () => {
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
	expect(() => testContract({ operations: ["no"] })).toThrow("no operation is called no");
	expect(() => testContract({ only: ["no such case"] })).toThrow("no case is left to run");
});

test("a read-only run sends nothing but GET", async () => {
	const sandbox = createContractSandbox();
	const methods = new Set<string>();
	const target = sandboxTarget(sandbox);
	const send = (request: Parameters<typeof target.send>[0]) => {
		methods.add(request.method);
		return target.send(request);
	};
	const { skips } = await testContract({ target: { ...target, send }, readOnly: true });
	expect([...methods]).toEqual(["GET"]);
	expect(skips.some(({ reason }) => reason === "it writes, and nothing may be written")).toBe(true);
});

test("the requests that are allowed are not exceeded", async () => {
	const { requests, skips } = await testContract({ maxRequests: 30 });
	expect(requests).toBe(30);
	expect(skips.some(({ reason }) => reason === "the requests that were allowed are used up")).toBe(true);
});
