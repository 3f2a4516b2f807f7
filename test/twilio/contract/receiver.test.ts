import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
	exitCodeOf,
	type RunOptions,
	reports,
	runContractCommand,
	testReceiver,
	type WebhookMethod,
} from "../../../src/contract.ts";
import type { Finding } from "../../../src/core/contract/judge/finding.ts";
import { RECEIVER_CHECKS, WEBHOOK_CHECKS } from "../../../src/core/contract/judge/receiver-checks/index.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import { randomFrom } from "../../../src/core/operation/random.ts";
import { createReceiverPolicy, receiverTarget } from "../../../src/twilio/contract/receiver.ts";
import { webhookApi } from "../../../src/twilio/webhooks/api.ts";
import { parseAndVerify, WebhookError } from "../../../src/webhooks.ts";
import { listen, startServer } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { goodReceiver, officialReceiver, RECEIVER_FAULTS, type Receiver, TOKEN } from "./receiver-faults.ts";

const EVENTS = Object.keys(webhookApi.operations);

interface Choices extends RunOptions {
	readonly url?: string;
	readonly authToken?: string;
	readonly methods?: readonly WebhookMethod[];
}

function run(
	send: Receiver,
	{ url = "https://app.example/webhooks/?tenant=1", authToken = TOKEN, methods, ...options }: Choices = {},
) {
	const target = receiverTarget(url, authToken, send, methods);
	return runContract(webhookApi, createReceiverPolicy(), target, { random: randomFrom("1"), ...options });
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
	const others = ["responded", "responded-in-time", "response-headers"];
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
		expect.objectContaining({ ...about, check: "responded", received: "no response in 10 seconds" }),
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

/** A receiver behind `node:http`, as an application has one. */
async function startNodeReceiver(): Promise<string> {
	const server = createServer(async (request, response) => {
		try {
			const { event, fields } = await parseAndVerify(request, { authToken: TOKEN });
			response.setHeader("content-type", "application/json");
			response.end(event === "onMessageAdd" ? JSON.stringify({ body: `${fields.Body ?? ""}!` }) : "{}");
		} catch (error) {
			response.statusCode = error instanceof WebhookError ? error.status : 500;
			response.end();
		}
	});
	return `${(await listen(server)).url}/hooks/twilio?app=1`;
}

describe("the command", () => {
	async function command(args: readonly string[], env: Record<string, string> = {}) {
		const lines: string[] = [];
		const write = (text: string) => void lines.push(text);
		const code = await runContractCommand(args, { out: write, error: write, env, colour: false });
		return { code, text: lines.join("\n") };
	}

	test("tests a receiver at an address, with the token of the environment, by both methods", async () => {
		const url = await startNodeReceiver();
		const args = ["--receiver", url, "--method", "POST", "--method", "get"];
		const { code, text } = await command(args, { TWILIO_AUTH_TOKEN: TOKEN });
		expect(text).toMatch(/^✓ http:\/\/127\.0\.0\.1:\d+\/hooks\/twilio conforms: \d+ cases, \d+ requests, 7 of 7 operations, /);
		expect(code).toBe(0);
		expect(text).not.toContain(TOKEN);
		// The one for receivers comes first.
		const wrong = await command(["--receiver", url, "--only", "repeat"], {
			TWILIO_AUTH_TOKEN: TOKEN,
			CONTRACT_AUTH_TOKEN: "another",
		});
		expect(wrong.code).toBe(2);
	});

	test("reports findings, and a baseline covers them", async () => {
		const server = await startServer((_, response) => void response.end("{}"));
		const file = join(temporaryFolder("receiver"), "known.json");
		const args = ["--receiver", server.url, "--operation", "onMessageAdded", "--baseline", file];
		const env = { CONTRACT_AUTH_TOKEN: TOKEN };
		const found = await command([...args, "--update-baseline", "--report", "json"], env);
		const { findings } = JSON.parse(found.text);
		expect(findings.map(({ check }: Finding) => check)).toEqual(["signature-required"]);
		expect(await command(args, env)).toMatchObject({ code: 0 });
		expect((await command(args.slice(0, 4), env)).text).toContain("✗ signature-required /response/status");
	});

	test("lists cases without a request", async () => {
		const { code, text } = await command(["--receiver", "http://127.0.0.1:9/", "--list", "--only", "a new"], {
			TWILIO_AUTH_TOKEN: TOKEN,
		});
		expect(code).toBe(0);
		expect(text).toMatch(/^variant onMessageAdded a new Source +A receiver accepts onMessageAdded, /m);
	});

	test.each([
		[["--receiver", "nowhere"], /^--receiver nowhere: expected an http\(s\) address without fragment$/],
		[["--receiver", "http://u:secret@h/#x"], /^--receiver http:\/\/h\/#x: expected an http/],
		[["--receiver", "http://h/"], /^Set CONTRACT_AUTH_TOKEN or TWILIO_AUTH_TOKEN /],
		[["--receiver", "http://h/", "--method", "PUT"], /^--method PUT: expected POST or GET$/],
		[["--receiver", "http://h/", "--target", "sandbox"], /^--target does not apply to --receiver$/],
		[["--receiver", "http://h/", "--har", "x"], /^--(?:har|receiver) does not apply to --(?:har|receiver)/],
		[["--method", "GET"], /^--method applies to receivers only: add --receiver$/],
	])("%j is one clear line", async (args, line) => {
		const { code, text } = await command(args);
		expect(code).toBe(2);
		expect(text).toMatch(line);
	});
});

test("a handler in the same process is tested by its `fetch`", async () => {
	const handle = async (request: Request) => {
		const verified = await parseAndVerify(request, { authToken: TOKEN }).catch(() => undefined);
		return new Response(null, { status: verified === undefined ? 403 : 200 });
	};
	const fetch: typeof globalThis.fetch = (input, init) => handle(new Request(input, init));
	const { verdict, requests, cases } = await testReceiver({ url: "https://app.example/", authToken: TOKEN, fetch });
	expect(verdict).toBe("conforms");
	expect(requests).toBe(cases.length + EVENTS.length);
});
