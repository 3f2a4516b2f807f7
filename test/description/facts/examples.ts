import type { FactTable } from "../fact.ts";
import { siblingExamples } from "./example-siblings.ts";

type Facts = Record<string, Record<string, unknown>>;

const at = (place: string, facts: Facts): Facts =>
	Object.fromEntries(Object.entries(facts).map(([name, keywords]) => [place + name, keywords]));

const summary = { type: "string", enum: ["all", "some", "none"], required: true };
const link = { type: "string", format: "uri", required: true };

// The payloads of the two Conversations operations.
const conversationMessage: Facts = {
	links: { required: true },
	"links.channel_metadata": link,
	"links.delivery_receipts": link,
	"delivery.read": summary,
	"delivery.sent": summary,
	"delivery.total": { type: "integer", required: true },
	"delivery.failed": summary,
	"delivery.delivered": summary,
	"delivery.undelivered": summary,
	// Only the create examples carry a media item; the fetch document describes
	// its items in the same words.
	"media[].sid": { type: "string" },
	"media[].size": { type: "integer" },
	"media[].filename": { type: "string" },
	"media[].content_type": { type: "string" },
};

// The members of a Chat message that its list of properties leaves out.
const channelMessage: Facts = {
	was_edited: { required: true },
	body: { required: true },
	index: { type: "integer", required: true },
};

export const examples: FactTable = {
	source: "example",
	facts: {
		createServiceConversationMessage: at("201 body ", conversationMessage),
		fetchConversationMessage: at("200 body ", conversationMessage),

		listChannelMessages: {
			"200 body": { type: "object" },
			"200 body meta": { type: "object", required: true },
			"200 body meta.page": { type: "integer", required: true },
			"200 body meta.page_size": { type: "integer", required: true },
			"200 body meta.first_page_url": link,
			// Null in the only example, which therefore shows no type for these two.
			"200 body meta.previous_page_url": { required: true },
			"200 body meta.next_page_url": { required: true },
			"200 body meta.url": link,
			"200 body meta.key": { type: "string", required: true },
			"200 body messages": { type: "array", required: true },
			"200 body messages[]": { type: "object" },
			...at("200 body messages[].", channelMessage),
		},
		createChannelMessage: at("201 body ", channelMessage),
		fetchChannelMessage: at("200 body ", channelMessage),
		updateChannelMessage: at("200 body ", channelMessage),

		...siblingExamples,
	},
};
