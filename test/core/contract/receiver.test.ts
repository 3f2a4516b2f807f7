import { describe, expect, test } from "vitest";
import type { SentWebhook } from "../../../src/core/contract/policy.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import type { RunOptions } from "../../../src/core/contract/run/run-options.ts";
import type { Target } from "../../../src/core/contract/run/target.ts";
import type { HttpRequest, HttpResponse } from "../../../src/core/operation/http.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import { verifyRequest } from "../../../src/core/webhooks/verify-request.ts";
import { toyWebhookApi as api } from "../../fixtures/toy/api.ts";
import { TOY_SCHEME } from "../webhooks/toy-webhooks.ts";
import { TOY_KEY, toyContractPolicy } from "./support/toy.ts";

const policy = {
	...toyContractPolicy,
	receiver: {
		scheme: TOY_SCHEME,
		responseTime: 1_000,
		openFields: { reader: "a new reader" },
		write: ({ webhook, fields, url, id }: SentWebhook) =>
			encodeRequest(webhook, { body: { ...fields }, header: { "X-Delivery": id } }, url),
	},
};

type Receiver = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

const json = (status: number, body: unknown) => ({
	status,
	headers: { "content-type": "application/json" },
	body: JSON.stringify(body),
});

/** A receiver of JSON, whose responses say what they are. */
const receive: Receiver = async (request) => {
	const isRight = await verifyRequest(request, TOY_SCHEME, [TOY_KEY]).then(
		() => true,
		() => false,
	);
	if (!isRight) return json(403, { error: "forbidden" });
	const { event } = JSON.parse(request.body ?? "");
	return event === "lent" ? { status: 204, headers: {}, body: null } : json(200, { days: 7 });
};

function run(send: Receiver, options: RunOptions = {}, target: Partial<Target> = {}) {
	const credentials = { valid: {}, wrong: {}, secrets: [TOY_KEY], curl: "" };
	const signing = { secret: TOY_KEY, methods: ["POST", "GET"] as const };
	const receiver = { name: "the toy", baseUrl: "https://desk.test/hook", send, credentials, signing, ...target };
	return runContract(api, policy, receiver, options);
}

test("a receiver of JSON is tested by the same code, and never by GET", async () => {
	const { findings, cases, skips, coverage, verdict } = await run(receive);
	expect(findings.map(({ check, received, case: id }) => `${check} ${received} ${id}`)).toEqual([]);
	expect({ verdict, skips, missing: coverage.operations.missing }).toEqual({ verdict: "conforms", skips: [], missing: [] });
	const ids = cases.map(({ id }) => id);
	expect(ids).toEqual(
		expect.arrayContaining([
			"example bookLend default",
			"variant bookLend every field",
			"variant bookLend without days",
			"variant bookLend unknown fields",
			"variant bookLent a new reader",
			"credentials bookLent no signature",
			"repeat bookLent",
		]),
	);
	expect(ids.filter((id) => /GET|repeatedly/.test(id))).toEqual([]);
	expect(new Set(ids).size).toBe(ids.length);
});

describe("faults of a receiver of JSON", () => {
	const signedAddressAlone: Receiver = (request) => {
		const hash = new URL(request.url).searchParams.get(TOY_SCHEME.bodyHash);
		// The hash is signed, but nobody looks whether the body has it.
		return hash === null ? receive(request) : json(200, { days: 7 });
	};
	test.each<[string, Receiver, string, string]>([
		["the hash of the body is not checked", signedAddressAlone, "signature-required", "/response/status"],
		["a value out of its range", changed((body) => body.replace("7", "70")), "webhook-response", "/response/body/days"],
		[
			"a name that is written otherwise",
			changed((body) => body.replace("days", "Days")),
			"member-spelling",
			"/response/body/Days",
		],
		["a rejection by a text", rejectedBy("no"), "webhook-response", "/response/body"],
	])("%s", async (_, receiver, check, pointer) => {
		const { findings, verdict } = await run(receiver);
		const found = findings.map((finding) => `${finding.check} ${finding.pointer}`);
		expect(findings, found.join("\n")).toContainEqual(expect.objectContaining({ check, pointer }));
		expect(verdict).toBe("findings");
	});

	function changed(change: (body: string) => string): Receiver {
		return async (request) => {
			const response = await receive(request);
			return response.status === 200 ? { ...response, body: change(response.body ?? "") } : response;
		};
	}

	function rejectedBy(body: string): Receiver {
		return async (request) => {
			const response = await receive(request);
			return response.status === 403 ? { ...response, body } : response;
		};
	}
});

test("a request that is not sent as planned proves nothing", async () => {
	const altered = { ...policy, receiver: { ...policy.receiver, openFields: { reader: "" } } };
	const target = { name: "the toy", baseUrl: "https://desk.test/hook", send: receive };
	const credentials = { valid: {}, wrong: {}, secrets: [], curl: "" };
	const signing = { secret: TOY_KEY, methods: ["POST"] as const };
	const { verdict, notes } = await runContract(api, altered, { ...target, credentials, signing });
	expect(verdict).toBe("incomplete");
	expect(notes.join("\n")).toContain("a new reader");
});

test("a target without an address or a secret is a mistake of the caller", () => {
	const credentials = { valid: {}, wrong: {}, secrets: [], curl: "" };
	expect(() => runContract(api, policy, { name: "the toy", send: receive, credentials })).toThrow(
		/expected a receiver of webhooks/,
	);
});
