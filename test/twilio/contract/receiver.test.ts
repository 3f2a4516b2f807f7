import { describe, expect, test } from "vitest";
import { exitCodeOf, reports, testReceiver } from "../../../src/contract.ts";
import { RECEIVER_CHECKS, WEBHOOK_CHECKS } from "../../../src/core/contract/judge/receiver-checks/index.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { webhookApi } from "../../../src/twilio/webhooks/api.ts";
import { goodReceiver, officialReceiver, RECEIVER_FAULTS, type Receiver, TOKEN } from "./receiver-faults.ts";

const EVENTS = Object.keys(webhookApi.operations);

function run(send: Receiver, options: Partial<Parameters<typeof testReceiver>[0]> = {}) {
	return testReceiver({
		url: "https://app.example/webhooks/?tenant=1",
		authToken: TOKEN,
		send,
		random: randomFrom("1"),
		...options,
	});
}

describe("a good receiver leads to no finding, whatever is drawn", () => {
	test.each([
		["with our functions", goodReceiver],
		["with the official package", officialReceiver],
	])("%s", async (_, receiver) => {
		for (let seed = 0; seed < 20; seed++) {
			const result = await run(receiver, { methods: [seed % 2 === 0 ? "POST" : "GET"], random: randomFrom(String(seed)) });
			expect(result.findings.map(({ check, received, case: id }) => `${check} ${received} ${id}`)).toEqual([]);
			expect(result).toMatchObject({ verdict: "conforms", skips: [], notes: [] });
			expect(result.coverage.operations).toEqual({ covered: EVENTS.length, total: EVENTS.length, missing: [] });
		}
	});
});

test.each(RECEIVER_FAULTS.map((fault) => [fault[0], fault] as const))(
	"caught: %s",
	async (_, [, make, check, pointer, method]) => {
		const result = await run(make(), { methods: method === undefined ? ["POST"] : ["POST", method], strict: true });
		const found = result.findings.map((finding) => `${finding.check} ${finding.operationId} ${finding.pointer} ${finding.case}`);
		expect(result.findings, found.join("\n")).toContainEqual(expect.objectContaining({ check, pointer }));
		if (method !== undefined) expect(result.findings.every(({ exchange }) => exchange.request.method === method)).toBe(true);
		expect(exitCodeOf(result)).toBe(1);
		for (const { location, source } of result.findings) {
			expect(location).toMatch(/^\/(?:webhooks|components)\//);
			expect(source).not.toEqual([]);
		}
	},
);

test("every check of receivers catches a fault", () => {
	const used = new Set(RECEIVER_FAULTS.map(([, , check]) => check));
	// What needs a clock or a broken connection has tests of its own; no response of a webhook has documented headers.
	const others = ["answered", "responded-in-time", "response-headers"];
	expect(
		RECEIVER_CHECKS.map(({ id }) => id)
			.filter((id) => !used.has(id))
			.sort(),
	).toEqual(others);
	expect(WEBHOOK_CHECKS.every((check) => RECEIVER_CHECKS.includes(check))).toBe(true);
});

/** Whether a request is one of an event. */
function isOf({ body }: Parameters<Receiver>[0], ...events: string[]): boolean {
	return events.some((event) => `${body}&`.includes(`EventType=${event}&`));
}

test("a response that is late or missing is a finding", async () => {
	let now = 0;
	const late: Receiver = (request) => {
		now += isOf(request, "onMessageUpdated") ? 5_001 : 5_000;
		return goodReceiver(request);
	};
	const { findings } = await run(late, { now: () => now, concurrency: 1 });
	const about = { operationId: "onMessageUpdated", pointer: "/response" };
	const found = expect.objectContaining({ ...about, check: "responded-in-time", received: "5001 ms" });
	// One of the accepted, and one of the rejected.
	expect(findings).toEqual([found, found]);

	const hanging: Receiver = (request) => {
		if (isOf(request, "onMessageUpdated")) throw new Error("no response in 10 seconds");
		return goodReceiver(request);
	};
	const missing = await run(hanging);
	expect(missing.findings).toEqual([
		expect.objectContaining({ ...about, check: "answered", received: "no response in 10 seconds" }),
	]);
});

test("a webhook that asks may be rejected, but not by an error, and another may not", async () => {
	const withStatus =
		(status: number): Receiver =>
		async (request) => {
			const response = await goodReceiver(request);
			return response.status === 200 && isOf(request, "onMessageRemove", "onMessageAdded") ? { ...response, status } : response;
		};
	const { findings, skips, cases } = await run(withStatus(422));
	expect(findings).toMatchObject([{ check: "webhook-accepted", operationId: "onMessageAdded", received: "422" }]);
	expect(new Set(skips.map(({ operationIds }) => operationIds[0]))).toEqual(new Set(["onMessageRemove"]));
	expect(new Set(skips.map(({ reason }) => reason))).toEqual(new Set(["the receiver rejected what it was asked, as it may"]));
	expect(new Set(skips.map(({ kind }) => kind))).toEqual(new Set(["example", "variant", "repeat"]));
	// Signatures were tried all the same.
	expect(cases).toContainEqual(expect.objectContaining({ id: "credentials onMessageRemove no signature", outcome: "passed" }));

	const failing = await run(withStatus(500));
	expect(failing.findings.map(({ operationId }) => operationId).sort()).toEqual(["onMessageAdded", "onMessageRemove"]);
});

test("a receiver that checks by another token is not tested", async () => {
	const result = await run(goodReceiver, { authToken: "another token" });
	expect(result.verdict).toBe("not-tested");
	expect(exitCodeOf(result)).toBe(2);
});

test("no report contains the token, a signature, or the password of the address", async () => {
	const signatures = new Set<string>();
	const telling: Receiver = ({ headers }) => {
		signatures.add(headers["x-twilio-signature"] ?? "");
		return { status: 500, headers: {}, body: `${TOKEN} ${headers.authorization}` };
	};
	const url = "https://user:pass%20word@app.example/hook";
	const result = await run(telling, { url, keepExchanges: true, operations: ["onMessageAdd"], methods: ["POST", "GET"] });
	expect(result.findings).not.toEqual([]);
	const text = Object.values(reports)
		.map((report) => report(result))
		.join("\n");
	const found = [TOKEN, "pass word", "pass%20word", btoa("user:pass word"), ...signatures].filter(
		(one) => one && text.includes(one),
	);
	expect(found).toEqual([]);
});
