import { describe, expect, test } from "vitest";
import { decodeForm } from "../../../src/core/operation/form.ts";
import { violationsOf } from "../../../src/core/operation/violation.ts";
import { webhookApi } from "../../../src/twilio/webhooks/api.ts";
import type { WebhookName } from "../../../src/twilio/webhooks/webhook-types.ts";
import { parse, parseAndVerify, testRequest } from "../../../src/webhooks.ts";
import { PAYLOADS } from "./payloads.ts";

const NAMES = Object.keys(webhookApi.operations) as WebhookName[];

/** The rules of the description that the fields of a webhook break. */
function violationsIn(event: string, text: string) {
	const { [event]: { body } = {} } = webhookApi.operations;
	const { [event]: validators } = webhookApi.requestValidators;
	if (body?.mediaType !== "application/x-www-form-urlencoded" || !validators?.body) throw new Error(`no form: ${event}`);
	return violationsOf(validators.body, decodeForm(body.fields, text));
}

describe.each(PAYLOADS)("a webhook as it was received: $event, $method", ({ event, method, text }) => {
	test("parses, with every field as it came", () => {
		const webhook = parse(text);
		expect(webhook).toMatchObject({ event, name: event });
		expect(Object.entries(webhook.fields)).toEqual([...new URLSearchParams(text)]);
		if (webhook.event !== "unknown" && webhook.event !== "onDeliveryUpdated") expect(webhook.json.Attributes).toEqual({});
	});

	test("is as described", () => {
		expect(violationsIn(event, text)).toEqual([]);
	});

	test("parses as a request", async () => {
		const url = "https://example.com/hooks";
		const request = method === "GET" ? new Request(`${url}?${text}`) : new Request(url, { method, body: text });
		expect(await parse(request)).toEqual(parse(text));
	});
});

test("every event is among them", () => {
	expect(new Set(PAYLOADS.map(({ event }) => event))).toEqual(new Set(NAMES));
});

test("media are JSON", () => {
	const webhook = parse(PAYLOADS.find(({ text }) => text.includes("Media="))?.text ?? "");
	expect(webhook).toMatchObject({ event: "onMessageAdded" });
	if (webhook.event === "onMessageAdded") expect(webhook.json.Media).toMatchObject([{ ContentType: "image/png", Size: 12232 }]);
});

test("an event of a participant is unknown, and not an error", () => {
	expect(parse("EventType=onParticipantAdded&ParticipantSid=MB1")).toMatchObject({
		event: "unknown",
		name: "onParticipantAdded",
		fields: { ParticipantSid: "MB1" },
	});
});

describe.each(NAMES)("a test request of %s", (event) => {
	test.each(["POST", "GET"] as const)("is as described, and verified, with %s", async (method) => {
		const signed = await testRequest(event, { RetryCount: "1" }, { authToken: "token", method });
		expect(violationsIn(event, signed.body ?? signed.url.replace(/^.*\?/, ""))).toEqual([]);
		const webhook = await parseAndVerify(new Request(signed.url, signed), { authToken: "token" });
		expect(webhook).toMatchObject({ event, fields: { RetryCount: "1" } });
	});
});

test("a test request leaves out what is undefined, and is of an event that is described", async () => {
	const { body, headers } = await testRequest("onMessageAdded", { Source: undefined, Body: "x" }, { authToken: "token" });
	expect(parse(body ?? "").fields).toMatchObject({ Body: "x" });
	expect(body).not.toContain("Source");
	expect(headers).toMatchObject({ "i-twilio-idempotency-token": expect.stringMatching(/^[\da-f-]{36}$/) });
	await expect(testRequest("toString" as WebhookName, {}, { authToken: "token" })).rejects.toThrow(RangeError);
});
