import type { FactTable } from "../fact.ts";
import {
	date,
	deleted,
	type Facts,
	form,
	formOperation,
	nullableDate,
	nullableSid,
	nullableString,
	nullableUri,
	operation,
	order,
	page,
	paging,
	pathSid,
	response,
	sid,
	sidOrName,
	string,
	webhook,
	zeroByDefault,
} from "./spec-shapes.ts";

const message: Facts = {
	account_sid: nullableSid("AC"),
	conversation_sid: nullableSid("CH"),
	sid: nullableSid("IM"),
	index: zeroByDefault,
	author: nullableString,
	body: nullableString,
	media: { type: ["array", "null"] },
	attributes: nullableString,
	participant_sid: nullableSid("MB"),
	date_created: nullableDate,
	date_updated: nullableDate,
	url: nullableUri,
	// Nullable, and nothing else is said of it.
	delivery: { exists: true },
	content_sid: nullableSid("HX"),
	// The documents show them in examples only, and state nothing of null.
	links: { type: ["object", "null"] },
};
const serviceMessage: Facts = { ...message, chat_service_sid: nullableSid("IS") };

const receipt: Facts = {
	account_sid: nullableSid("AC"),
	conversation_sid: nullableSid("CH"),
	sid: nullableSid("DY"),
	message_sid: nullableSid("IM"),
	channel_message_sid: nullableSid("[a-zA-Z]{2}"),
	participant_sid: nullableSid("MB"),
	status: { type: "string", enum: ["read", "failed", "delivered", "undelivered", "sent"] },
	error_code: zeroByDefault,
	date_created: nullableDate,
	date_updated: nullableDate,
	url: nullableUri,
};
const serviceReceipt: Facts = { ...receipt, chat_service_sid: nullableSid("IS") };

const changed: Facts = {
	Author: string,
	Body: string,
	DateCreated: date,
	DateUpdated: date,
	Attributes: string,
	Subject: string,
};
const created: Facts = { ...changed, MediaSid: sid("ME"), ContentSid: sid("HX"), ContentVariables: string };

const PATH = "/v1/Conversations/{ConversationSid}/Messages";
const SERVICE_PATH = "/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages";
const on = (method: string, path: string) => operation(method, "conversations", path);
const onForm = (path: string) => formOperation("conversations", path);

const conversation: Facts = { "path ConversationSid": sidOrName };
const ofService: Facts = { "path ChatServiceSid": pathSid("IS"), ...conversation };
const itsMessage: Facts = { "path Sid": pathSid("IM") };
const itsReceipts: Facts = { "path MessageSid": pathSid("IM") };
const itsReceipt: Facts = { ...itsReceipts, "path Sid": pathSid("DY") };

/** The operations that none of the documents describes. */
export const specConversations: FactTable["facts"] = {
	listConversationMessages: {
		operation: on("GET", PATH),
		...conversation,
		...order,
		...paging(100),
		...page("messages", message),
	},
	createConversationMessage: {
		operation: onForm(PATH),
		...conversation,
		...webhook,
		...form(created),
		...response("201", message),
	},
	updateConversationMessage: {
		operation: onForm(`${PATH}/{Sid}`),
		...conversation,
		...itsMessage,
		...webhook,
		...form(changed),
		...response("200", message),
	},
	deleteConversationMessage: {
		operation: on("DELETE", `${PATH}/{Sid}`),
		...conversation,
		...itsMessage,
		...webhook,
		...deleted,
	},
	listServiceConversationMessages: {
		operation: on("GET", SERVICE_PATH),
		...ofService,
		...order,
		...paging(100),
		...page("messages", serviceMessage),
	},
	fetchServiceConversationMessage: {
		operation: on("GET", `${SERVICE_PATH}/{Sid}`),
		...ofService,
		...itsMessage,
		...response("200", serviceMessage),
	},
	updateServiceConversationMessage: {
		operation: onForm(`${SERVICE_PATH}/{Sid}`),
		...ofService,
		...itsMessage,
		...webhook,
		...form(changed),
		...response("200", serviceMessage),
	},
	deleteServiceConversationMessage: {
		operation: on("DELETE", `${SERVICE_PATH}/{Sid}`),
		...ofService,
		...itsMessage,
		...webhook,
		...deleted,
	},
	listConversationMessageReceipts: {
		operation: on("GET", `${PATH}/{MessageSid}/Receipts`),
		...conversation,
		...itsReceipts,
		...paging(50),
		...page("delivery_receipts", receipt),
	},
	fetchConversationMessageReceipt: {
		operation: on("GET", `${PATH}/{MessageSid}/Receipts/{Sid}`),
		...conversation,
		...itsReceipt,
		...response("200", receipt),
	},
	listServiceConversationMessageReceipts: {
		operation: on("GET", `${SERVICE_PATH}/{MessageSid}/Receipts`),
		...ofService,
		...itsReceipts,
		...paging(50),
		...page("delivery_receipts", serviceReceipt),
	},
	fetchServiceConversationMessageReceipt: {
		operation: on("GET", `${SERVICE_PATH}/{MessageSid}/Receipts/{Sid}`),
		...ofService,
		...itsReceipt,
		...response("200", serviceReceipt),
	},
};
