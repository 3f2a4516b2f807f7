import type { ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { createContractSandbox, exitCodeOf, reports, type Send, sandboxTarget, testContract } from "../../../src/contract.ts";
import { createFetchSend } from "../../../src/core/contract/run/targets/fetch.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { createSandbox, type Mutation, type MutationContext } from "../../../src/sandbox.ts";
import { startServer } from "../../support/servers.ts";

// Nothing passes because it was not checked, or could not be.

const noWait = () => Promise.resolve();

/** A run against a sandbox whose responses are changed. */
function runWith(drift: Mutation, operationId?: string, options: Parameters<typeof testContract>[0] = {}) {
	const sandbox = createContractSandbox({ random: randomFrom("fail closed") });
	sandbox.inject({ mutation: drift, ...(operationId !== undefined && { operationId }) });
	return testContract({ target: sandboxTarget(sandbox), sleep: noWait, ...options });
}

/** Replaces the credentials of a request by valid ones. */
function signedIn({ request }: MutationContext) {
	const { valid } = sandboxTarget(createContractSandbox()).credentials;
	return { request: { ...request, headers: { ...request.headers, ...valid } } };
}

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
	const { url } = await startServer((_, response) => answer(response));
	return `${url}/`;
}

test("a run without a complete case proves nothing", async () => {
	const result = await testContract({ maxRequests: 1, concurrency: 1 });
	expect(result.cases).toEqual([]);
	expect(result.verdict).toBe("not-tested");
	expect(exitCodeOf(result)).toBe(2);
});

test("a run that ends before its last case does not conform, and reports every case once", async () => {
	for (const maxRequests of [10, 60]) {
		const result = await testContract({ maxRequests });
		expect(result).toMatchObject({ verdict: "incomplete", findings: [], requests: maxRequests });
		expect(exitCodeOf(result)).toBe(2);
	}
	const drifted = await runWith((_, next) => ({ ...next(), body: "{}" }), undefined, { maxRequests: 20 });
	expect(drifted.verdict).toBe("findings");
	const ids = [...drifted.cases, ...drifted.skips].map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});

test("created resources are deleted even when the maximum number of requests was sent", async () => {
	for (const maxRequests of [3, 9, 30, 61]) {
		const sandbox = createContractSandbox();
		await testContract({ target: sandboxTarget(sandbox), maxRequests, cleanUp: true });
		const left = sandbox.snapshot().resources.filter(({ path, items }) => path.includes("/Channels/") && items.length > 0);
		expect(left).toEqual([]);
	}
});

test("an error of onCase ends the run: each other worker finishes its case, and starts no other", async () => {
	const target = sandboxTarget(createContractSandbox());
	const concurrency = 4;
	let [sent, cases] = [0, 0];
	let release = () => {};
	const failed = new Promise<void>((resolve) => {
		release = resolve;
	});
	// The first request of each other worker waits until the case of the first worker is over.
	const send: Send = async (request) => {
		sent++;
		if (sent > 1 && sent <= concurrency) await failed;
		return target.send(request);
	};
	const onCase = () => {
		cases++;
		release();
		throw new Error("the observer failed");
	};
	await expect(testContract({ target: { ...target, send }, onCase, concurrency })).rejects.toThrow("the observer failed");
	expect(cases).toBe(concurrency);
	const before = sent;
	// The target responds in the same process, so that a worker which went on would send before this.
	await new Promise((done) => setImmediate(done));
	expect(sent).toBe(before);
});

test("a selection of nothing but rejections can conform", async () => {
	for (const only of ["credentials", "unknown"]) {
		expect(await testContract({ only: [only] })).toMatchObject({ verdict: "conforms", findings: [] });
	}
});

test("credentials are tried on existing resources: a server may check them only after a 404", async () => {
	const { findings } = await runWith((context, next) => {
		const response = next(signedIn(context));
		return response.status === 404 ? next() : response;
	});
	const found = new Set(findings.filter(({ check }) => check === "credentials-required").map(({ operationId }) => operationId));
	for (const operationId of ["fetchChannelMessage", "updateChannelMessage", "deleteChannelMessage", "fetchConversationMessage"]) {
		expect(found).toContain(operationId);
	}
});

test("a request that is rejected with 401 and carried out all the same is found", async () => {
	const drift: Mutation = (context, next) => {
		const response = next();
		if (response.status === 401) next(signedIn(context));
		return response;
	};
	const created = await runWith(drift, "createChannelMessage", { only: ["credentials createChannelMessage"] });
	expect(created.findings.map(({ check }) => check)).toContain("rejected-not-stored");
	const deleted = await runWith(drift, "deleteChannelMessage", { only: ["credentials deleteChannelMessage"] });
	expect(deleted.findings.map(({ operationId }) => operationId)).toContain("fetchChannelMessage");
});

test("a wrong password that cannot be tried is skipped by name", async () => {
	const running = await createSandbox().listen();
	onTestFinished(() => running.close());
	const { skips } = await testContract({ target: running.url, only: ["credentials"] });
	const secured = Object.values(operations).filter((operation) => operation.secured);
	expect(skips.filter(({ id }) => id.endsWith("a wrong password")).length).toBe(secured.length);
});

/** Ways to stop responding, and how often each request is sent then: a 429 asks for it again. */
const SILENCES: readonly [name: string, last: Send, attempts: number][] = [
	["no response", () => Promise.reject(new TypeError("fetch failed")), 1],
	["nothing but 429", () => ({ status: 429, headers: {}, body: null }), 4],
];

test.each(SILENCES)(
	"a target that stops responding (%s) is given up after 8 requests, also within a case, and the cases that were not run are named",
	async (_, last, attempts) => {
		for (const [answered, concurrency] of [40, 80].flatMap((number) => [1, 4].map((workers) => [number, workers] as const))) {
			const target = sandboxTarget(createContractSandbox());
			let sent = 0;
			const send: Send = (request) => (++sent > answered ? last(request) : target.send(request));
			const { verdict, skips, cases } = await testContract({ target: { ...target, send }, sleep: noWait, concurrency });
			expect(verdict).toBe("findings");
			// Each other worker may be waiting for a response at that time.
			expect(sent - answered).toBeLessThanOrEqual((8 + concurrency - 1) * attempts);
			const left = skips.filter((skip) => skip.reason === "the target stopped responding");
			expect(left.length).toBeGreaterThan(50);
			expect(new Set([...cases, ...left].map(({ id }) => id)).size).toBe(cases.length + left.length);
		}
	},
);

test("the run gives up a target that asks to wait for ever, after 90 seconds", async () => {
	let time = 0;
	const sleep = async (milliseconds: number) => {
		const end = Math.max(time, time + milliseconds);
		// As timers: those who wait at the same time wait together.
		await Promise.resolve();
		time = Math.max(time, end);
	};
	const waiting: Send = () => ({ status: 429, headers: { "retry-after": "30" }, body: null });
	for (const concurrency of [1, 4]) {
		time = 0;
		const target = { ...sandboxTarget(createContractSandbox()), send: waiting };
		const { skips, requests } = await testContract({ target, sleep, now: () => time, concurrency });
		expect(skips.filter(({ reason }) => reason === "the target stopped responding").length).toBeGreaterThan(50);
		expect(time).toBe(90_000);
		expect(requests).toBeLessThan(40);
	}
});

test("a case in which the server failed proves nothing else", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ status: 500, operationId: "createChannelMessage" });
	const { findings, coverage } = await testContract({ target: sandboxTarget(sandbox), sleep: noWait });
	// What the server failed at, and nothing that it would have shown afterwards.
	expect(new Set(findings.map(({ operationId }) => operationId))).toEqual(new Set(["createChannelMessage"]));
	expect(new Set(findings.map(({ check }) => check))).toEqual(
		new Set(["request-accepted", "credentials-required", "constraints-enforced"]),
	);
	expect(coverage.operations.missing).toContain("createChannelMessage");
});

test("one operation that does not respond does not keep the others from being tested", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ reset: true, operationId: "listChannelMessages" });
	const { skips, cases, coverage } = await testContract({ target: sandboxTarget(sandbox) });
	expect(skips.filter(({ reason }) => reason === "the target stopped responding")).toEqual([]);
	expect(cases.length).toBe((await testContract()).cases.length);
	expect(coverage.operations.missing).toEqual(["listChannelMessages"]);
});

test.each<[string, Buffer]>([
	["not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
	["cut within a character", Buffer.from([0x22, 0xc3])],
])("a body that is %s is not JSON", async (_, body) => {
	const url = await serve((response) => response.writeHead(200, { "content-type": "application/json" }).end(body));
	const request = { method: "GET", url, headers: {}, body: null };
	const response = await createFetchSend()(request);
	expect(response).toMatchObject({ status: 200, unreadable: "the bytes are not UTF-8" });
	const { findings } = await runWith(() => ({ ...response }), "fetchChannelMessage", {
		only: ["life-cycle createChannel"],
	});
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "response-body", received: expect.stringContaining("the bytes are not UTF-8") }),
	);
});

test("a byte order mark is not JSON", async () => {
	const { findings } = await runWith((_, next) => {
		const response = next();
		return response.status < 300 && response.body !== null ? { ...response, body: `\ufeff${response.body}` } : response;
	}, "fetchChannelMessage");
	expect(findings).toContainEqual(expect.objectContaining({ check: "response-body", pointer: "/response/body" }));
	const url = await serve((response) => response.end("\ufeff{}"));
	expect(await createFetchSend()({ method: "GET", url, headers: {}, body: null })).toMatchObject({ body: "\ufeff{}" });
});

test.each(["[", '{"a":'])("a body that is nested deeper than any stack is a finding: %s", async (open) => {
	const close = open === "[" ? "]" : "}";
	const body = `${open.repeat(200_000)}0${close.repeat(200_000)}`;
	const { findings } = await runWith((_, next) => ({ ...next(), body }), "fetchChannelMessage");
	expect(findings).toContainEqual(
		expect.objectContaining({ check: "response-body", received: expect.stringContaining("more than 1000 levels deep") }),
	);
});

test("a long list of items that break every rule is judged", async () => {
	const body = JSON.stringify({ meta: {}, messages: Array.from({ length: 20_000 }, () => ({})) });
	const { findings } = await runWith((_, next) => ({ ...next(), body }), "listChannelMessages", {
		only: ["paging listChannelMessages asc"],
	});
	const found = findings.find(({ pointer }) => pointer === "/response/body/messages/0/sid");
	expect(found?.count).toBeGreaterThanOrEqual(20_000);
});

test("each rule that is not enforced is its own finding, in every case that met it", async () => {
	const result = await runWith((_, next) => next({ unchecked: ["path"] }), "createChannelMessage");
	const rules = result.findings.filter(({ pointer }) => pointer === "/request/path/ServiceSid").map(({ keyword }) => keyword);
	expect(new Set(rules)).toEqual(new Set(["pattern", "minLength", "maxLength"]));
	const failed = result.cases.filter(({ outcome }) => outcome === "failed");
	expect(failed.every(({ findings }) => findings.length > 0)).toBe(true);
	const junit = reports.junit?.(result) ?? "";
	expect(junit.match(/<failure /g)?.length).toBe(failed.length);
});

test("the curl line repeats the request, with its credentials", async () => {
	const sandbox = createContractSandbox();
	sandbox.inject({ mutation: (_, next) => next({ unchecked: ["credentials"] }), operationId: "listChannelMessages" });
	const { findings, curlCredentials } = await testContract({ target: sandboxTarget(sandbox), keepExchanges: true });
	const curl = reports.terminal?.({ ...(await testContract()), findings, curlCredentials }) ?? "";
	const lines = curl.split("\n").filter((line) => line.trim().startsWith("curl"));
	const [withNone] = findings.filter(({ check }) => check === "credentials-required");
	expect(withNone?.exchange.request.headers.authorization).toBeUndefined();
	expect(lines.join("\n")).not.toContain("-u");
	const wrong = await runWith((_, next) => next({ unchecked: ["credentials"] }), "listChannelMessages", {
		only: ["malformed credentials"],
	});
	expect(reports.terminal?.(wrong)).toContain("-u nobody:nothing");
});

test("short credentials do not make reports unreadable", async () => {
	const running = await createSandbox({ credentials: [{ username: "a", password: "e" }] }).listen();
	onTestFinished(() => running.close());
	const { cases, verdict } = await testContract({ target: running.url.replace("//", "//a:e@"), only: ["example"] });
	expect(verdict).toBe("conforms");
	expect(JSON.stringify(cases)).not.toContain("[redacted]");
});
