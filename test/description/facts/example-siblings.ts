import type { FactTable } from "../fact.ts";
import { below, type Facts } from "./spec-shapes.ts";

const required = { required: true };
const eachRequired = (names: string): Facts => Object.fromEntries(names.split(" ").map((name) => [name, required]));

const page = (key: string, item: Facts): Facts => ({
	...below("200 body ", eachRequired(`meta ${key}`)),
	...below("200 body meta.", eachRequired("page page_size first_page_url previous_page_url url next_page_url key")),
	...below(`200 body ${key}[].`, item),
});

const media: Facts = {
	sid: { type: "string", ...required },
	size: { type: "integer", ...required },
	filename: { type: "string", ...required },
	content_type: { type: "string", ...required },
};

const amount = { type: "string", enum: ["all", "some", "none"], ...required };
const link = { type: "string", format: "uri", ...required };

const conversationMessage: Facts = {
	...eachRequired("sid account_sid conversation_sid body media author participant_sid attributes date_created date_updated"),
	...eachRequired("index delivery content_sid url"),
	links: required,
	"media[]": { type: "object" },
	...below("media[].", media),
	"delivery.total": { type: "integer", ...required },
	...below("delivery.", { sent: amount, delivered: amount, read: amount, failed: amount, undelivered: amount }),
	...below("links.", { delivery_receipts: link, channel_metadata: link }),
};
const ofService = eachRequired("chat_service_sid");
const serviceMessage: Facts = { ...conversationMessage, ...ofService };

const receipt: Facts = {
	...eachRequired("sid account_sid conversation_sid message_sid channel_message_sid status error_code participant_sid"),
	...eachRequired("date_created date_updated url"),
};
const serviceReceipt: Facts = { ...receipt, ...ofService };

const chatMessage: Facts = {
	...eachRequired("sid account_sid service_sid to channel_sid date_created date_updated last_updated_by was_edited from"),
	...eachRequired("attributes body index type url"),
	media: { type: ["object", "null"], ...required },
	...below("media.", media),
};

/** The payloads in Twilio's own OpenAPI files: a member is required because every one of them carries it. */
export const siblingExamples: FactTable["facts"] = {
	listConversationMessages: page("messages", conversationMessage),
	createConversationMessage: below("201 body ", conversationMessage),
	updateConversationMessage: below("200 body ", conversationMessage),
	listServiceConversationMessages: page("messages", serviceMessage),
	fetchServiceConversationMessage: below("200 body ", serviceMessage),
	updateServiceConversationMessage: below("200 body ", serviceMessage),
	listConversationMessageReceipts: page("delivery_receipts", receipt),
	fetchConversationMessageReceipt: below("200 body ", receipt),
	listServiceConversationMessageReceipts: page("delivery_receipts", serviceReceipt),
	fetchServiceConversationMessageReceipt: below("200 body ", serviceReceipt),
	listChatMessages: page("messages", chatMessage),
	createChatMessage: below("201 body ", chatMessage),
	fetchChatMessage: below("200 body ", chatMessage),
	updateChatMessage: below("200 body ", chatMessage),
};
