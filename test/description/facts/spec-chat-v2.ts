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
	sid: nullableSid("IM"),
	account_sid: nullableSid("AC"),
	attributes: nullableString,
	service_sid: nullableSid("IS"),
	to: nullableSid("CH"),
	channel_sid: nullableSid("CH"),
	date_created: nullableDate,
	date_updated: nullableDate,
	last_updated_by: nullableString,
	was_edited: { type: ["boolean", "null"] },
	from: nullableString,
	body: nullableString,
	index: zeroByDefault,
	type: nullableString,
	// Nullable, and nothing else is said of it.
	media: { exists: true },
	url: nullableUri,
};

const changed: Facts = {
	Body: string,
	Attributes: string,
	DateCreated: date,
	DateUpdated: date,
	LastUpdatedBy: string,
	From: string,
};

const PATH = "/v2/Services/{ServiceSid}/Channels/{ChannelSid}/Messages";
const on = (method: string, path: string) => operation(method, "chat", path);
const onForm = (path: string) => formOperation("chat", path);

const channel: Facts = { "path ServiceSid": pathSid("IS"), "path ChannelSid": sidOrName };
const itsMessage: Facts = { ...channel, "path Sid": pathSid("IM") };

export const specChatV2: FactTable["facts"] = {
	listChatMessages: {
		operation: on("GET", PATH),
		...channel,
		...order,
		...paging(100),
		...page("messages", message),
	},
	createChatMessage: {
		operation: onForm(PATH),
		...channel,
		...webhook,
		...form({ ...changed, MediaSid: sid("ME") }),
		...response("201", message),
	},
	fetchChatMessage: {
		operation: on("GET", `${PATH}/{Sid}`),
		...itsMessage,
		...response("200", message),
	},
	updateChatMessage: {
		operation: onForm(`${PATH}/{Sid}`),
		...itsMessage,
		...webhook,
		...form(changed),
		...response("200", message),
	},
	deleteChatMessage: {
		operation: on("DELETE", `${PATH}/{Sid}`),
		...itsMessage,
		...webhook,
		...deleted,
	},
};
