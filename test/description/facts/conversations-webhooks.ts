import type { FactTable } from "../fact.ts";
import { below, date, type Facts, formOperation, sid, string } from "./spec-shapes.ts";

const required = (facts: object) => ({ ...facts, required: true });
const optional = (facts: object) => ({ ...facts, required: false });
const json = { ...string, contentMediaType: "application/json" };

/** A request of a webhook: its form has these fields, besides those that all have. */
const webhook = (name: string, fields: Facts): Facts => ({
	// The receiver chooses its address. No credentials of the API travel with it; the signature is in a header.
	operation: { ...formOperation("any", ""), server: undefined, security: [] },
	"header X-Twilio-Signature": required(string),
	body: required({ type: "object" }),
	...below("body ", {
		EventType: required({ ...string, const: name }),
		AccountSid: required(sid("AC")),
		ConversationSid: required(sid("CH")),
		...fields,
	}),
});

// A message that was sent with media alone was reported to have no body at all.
const message: Facts = {
	Source: required(string),
	ClientIdentity: optional(string),
	MessagingServiceSid: optional(sid("MG")),
	Author: required(string),
	ParticipantSid: optional(sid("MB")),
	Body: optional(string),
	Attributes: required(json),
	Media: optional(json),
};

const stored: Facts = {
	...message,
	MessageSid: required(sid("IM")),
	Index: required({ type: "integer" }),
	DateCreated: required(date),
};

const changed: Facts = { ...stored, DateUpdated: required(date) };

const rejected: Facts = { "4XX": { mediaType: undefined, exists: true }, "5XX": { mediaType: undefined, exists: true } };

/** The response of a pre-action webhook, which may change the message. */
const change: Facts = {
	"200": { mediaType: "application/json" },
	"200 body": { type: "object" },
	"200 body body": optional(string),
	"200 body author": optional(string),
	"200 body attributes": optional(json),
	...rejected,
};

/** The response of a post-action webhook, which changes nothing. */
const received: Facts = { "2XX": { mediaType: undefined, exists: true } };

// In the order of the tables of the page.
export const conversationsWebhooks: FactTable = {
	source: "docs:conversations-webhooks",
	facts: {
		onMessageAdd: {
			...webhook("onMessageAdd", message),
			...change,
			// The message does not exist yet.
			"body MessageSid": { exists: undefined },
			"body Index": { exists: undefined },
			"body DateCreated": { exists: undefined },
		},
		onMessageAdded: { ...webhook("onMessageAdded", stored), ...received, "body DateUpdated": { exists: undefined } },
		onMessageUpdate: { ...webhook("onMessageUpdate", changed), ...change },
		onMessageUpdated: { ...webhook("onMessageUpdated", changed), ...received, "body DateRemoved": { exists: undefined } },
		// It can be rejected, but there is nothing to change.
		onMessageRemove: { ...webhook("onMessageRemove", changed), "200": { mediaType: undefined, exists: true }, ...rejected },
		onMessageRemoved: { ...webhook("onMessageRemoved", { ...changed, DateRemoved: required(date) }), ...received },
		onDeliveryUpdated: {
			...webhook("onDeliveryUpdated", {
				ChatServiceSid: required(sid("IS")),
				MessageSid: required(sid("IM")),
				DeliveryReceiptSid: required(sid("DY")),
				ChannelMessageSid: required(string),
				ParticipantSid: required(sid("MB")),
				Status: required({ ...string, enum: ["sent", "delivered", "read", "failed", "undelivered"] }),
				ErrorCode: { type: "integer" },
				DateCreated: required(date),
				DateUpdated: required(date),
			}),
			...received,
		},
	},
};
