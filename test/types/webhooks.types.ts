// Checked by the compiler, not run.
import type { IncomingMessage } from "node:http";
import { expectTypeOf } from "vitest";
import { createClient, type JsonValue } from "../../src/index.ts";
import {
	parse,
	parseAndVerify,
	testRequest,
	type UnknownWebhook,
	type Webhook,
	type WebhookEvent,
	type WebhookName,
	type WebhookResponse,
} from "../../src/webhooks.ts";

const webhook = parse("");
expectTypeOf(webhook).toEqualTypeOf<WebhookEvent>();
expectTypeOf(webhook.event).toEqualTypeOf<WebhookName | "unknown">();

switch (webhook.event) {
	case "onMessageAdded": {
		expectTypeOf(webhook).toEqualTypeOf<Webhook<"onMessageAdded">>();
		// Numbers and dates as they came, identifiers as the client takes them.
		expectTypeOf(webhook.fields.Index).toEqualTypeOf<string>();
		expectTypeOf(webhook.fields.DateCreated).toEqualTypeOf<string>();
		expectTypeOf(webhook.fields.Source).toEqualTypeOf<string>();
		expectTypeOf(webhook.fields.EventType).toEqualTypeOf<"onMessageAdded">();
		expectTypeOf(webhook.fields.AnyOther).toEqualTypeOf<string | readonly string[] | undefined>();
		expectTypeOf(webhook.json.Attributes).toEqualTypeOf<JsonValue | undefined>();
		// @ts-expect-error no field with JSON
		webhook.json.Body;
		const { ConversationSid, MessageSid: Sid } = webhook.fields;
		createClient({ accountSid: "AC", authToken: "x" }).fetchConversationMessage({ ConversationSid, Sid });
		break;
	}
	case "onDeliveryUpdated":
		expectTypeOf(webhook.fields.ErrorCode).toEqualTypeOf<string | undefined>();
		break;
	case "unknown":
		expectTypeOf(webhook).toEqualTypeOf<UnknownWebhook>();
		break;
}

declare const message: IncomingMessage;
expectTypeOf(parse(message)).resolves.toEqualTypeOf<WebhookEvent>();
expectTypeOf(parseAndVerify(message, { authToken: process.env.TWILIO_AUTH_TOKEN })).resolves.toEqualTypeOf<WebhookEvent>();
expectTypeOf(parseAndVerify(new Request("https://a.b"), { authToken: ["a", "b"] })).resolves.toEqualTypeOf<WebhookEvent>();
// @ts-expect-error no token
parseAndVerify(message, {});

testRequest("onMessageAdded", { Body: "x", Index: "1", Source: undefined, Added: ["a", "b"] }, { authToken: "x" });
// @ts-expect-error no such event
testRequest("onMessage", {}, { authToken: "x" });
// @ts-expect-error a SID of another kind
testRequest("onMessageAdded", { MessageSid: "CH1" }, { authToken: "x" });

expectTypeOf<{ body: string; attributes: string }>().toExtend<WebhookResponse<"onMessageAdd">>();
