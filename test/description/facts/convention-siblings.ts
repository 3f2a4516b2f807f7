import type { FactTable } from "../fact.ts";
import {
	accessControlHeaders,
	chatText,
	errors,
	errorsOfInput,
	type Facts,
	json,
	security,
	twilioHeaders,
} from "./convention-shapes.ts";
import { below } from "./spec-shapes.ts";

const success = (status: string): Facts => ({ [status]: json, ...twilioHeaders(status), ...accessControlHeaders(status) });

const list = (key: string, maximum: number): Facts => ({
	operation: { security, pagination: { items: `/${key}`, next: "/meta/next_page_url" } },
	// That of Twilio's other lists.
	"query PageSize": { default: 50 },
	// Tokens are opaque, whatever they look like.
	"query PageToken": { pattern: undefined },
	...success("200"),
	// As the parameters that they repeat.
	"200 body meta.page": { minimum: 0 },
	"200 body meta.page_size": { minimum: 1, maximum },
	// It names the array beside it.
	"200 body meta.key": { enum: [key] },
	...errorsOfInput,
});

// There is nothing to validate beside the path.
const fetched: Facts = { operation: { security }, ...success("200"), "400": { exists: undefined }, ...errors };

// A repetition creates another one. Every field is optional, and an empty body is legal.
const created: Facts = {
	operation: { security, idempotent: false },
	body: { required: false },
	...success("201"),
	...errorsOfInput,
};

// It sets values, so a repetition changes nothing.
const changed: Facts = {
	operation: { security, idempotent: true },
	body: { required: false },
	...success("200"),
	...errorsOfInput,
};

// The header for webhooks has values to validate.
const deleted: Facts = {
	operation: { security },
	...success("204"),
	"204": { mediaType: undefined },
	...errorsOfInput,
};

const textOfJson = { contentMediaType: "application/json" };

const conversationMessage: Facts = {
	// The documented summary appears only with a non-chat participant.
	delivery: { type: ["object", "null"] },
	// Write-only: no example of a response repeats it.
	subject: { exists: undefined },
};
// A conversation is addressed without its service.
const withoutService: Facts = { chat_service_sid: { exists: undefined } };
const ofDefault: Facts = { ...conversationMessage, ...withoutService };

// The limits of a new message, which its document states.
const conversationForm: Facts = {
	"body Body": { maxLength: 1600 },
	"body Attributes": textOfJson,
	"body Subject": { maxLength: 256 },
	// They belong to a new message.
	"body MediaSid": { exists: undefined },
	"body ContentSid": { exists: undefined },
};

// As in Chat v1, whose document states it.
const author = { default: "system" };
const chatMessage: Facts = { attributes: textOfJson, from: author };
const chatForm: Facts = { "body Body": chatText, "body Attributes": textOfJson };

/** Of the operations that none of the documents describes. */
export const siblingConventions: FactTable["facts"] = {
	listConversationMessages: { ...list("messages", 100), ...below("200 body messages[].", ofDefault) },
	createConversationMessage: { ...created, ...below("201 body ", ofDefault) },
	updateConversationMessage: { ...changed, ...conversationForm, ...below("200 body ", ofDefault) },
	deleteConversationMessage: deleted,
	listServiceConversationMessages: { ...list("messages", 100), ...below("200 body messages[].", conversationMessage) },
	fetchServiceConversationMessage: { ...fetched, ...below("200 body ", conversationMessage) },
	updateServiceConversationMessage: { ...changed, ...conversationForm, ...below("200 body ", conversationMessage) },
	deleteServiceConversationMessage: deleted,
	listConversationMessageReceipts: {
		...list("delivery_receipts", 50),
		...below("200 body delivery_receipts[].", withoutService),
		"query Order": { exists: undefined },
	},
	fetchConversationMessageReceipt: { ...fetched, ...below("200 body ", withoutService) },
	listServiceConversationMessageReceipts: { ...list("delivery_receipts", 50), "query Order": { exists: undefined } },
	fetchServiceConversationMessageReceipt: fetched,
	listChatMessages: { ...list("messages", 100), ...below("200 body messages[].", chatMessage) },
	createChatMessage: {
		...created,
		...chatForm,
		"body Attributes": { ...textOfJson, default: "{}" },
		"body From": author,
		...below("201 body ", chatMessage),
	},
	fetchChatMessage: { ...fetched, ...below("200 body ", chatMessage) },
	updateChatMessage: { ...changed, ...chatForm, ...below("200 body ", chatMessage) },
	deleteChatMessage: deleted,
};
