import type { FactTable } from "../fact.ts";

type Facts = Record<string, Record<string, unknown>>;

const sid = (prefix: string) => ({
	pattern: `^${prefix}[0-9a-fA-F]{32}$`,
	minLength: 34,
	maxLength: 34,
});

const required = { required: true };

// "Each message has these properties": the names are lost in the document, the
// order is the document's, and no types are printed. A property is required
// because all four examples carry it. The dates have no format here: the
// document's prose and its examples disagree about it.
const message: Facts = {
	sid: { ...required, ...sid("IM") },
	account_sid: { ...required, ...sid("AC") },
	// "The JSON string ...; otherwise, it's null."
	attributes: { ...required, type: ["string", "null"], contentMediaType: "application/json" },
	service_sid: { ...required, ...sid("IS") },
	to: { ...required, ...sid("CH") },
	channel_sid: { ...required, ...sid("CH") },
	date_created: required,
	date_updated: required,
	from: { ...required, default: "system" },
	url: { ...required, format: "uri" },
};

const messageAt = (place: string): Facts =>
	Object.fromEntries(Object.entries(message).map(([name, facts]) => [place + name, facts]));

// Printed once, for the update; the other operations take the same parameters.
// Their names are lost in the document as well.
const pathOfChannel: Facts = {
	"path ServiceSid": { required: true, type: "string", ...sid("IS") },
	"path ChannelSid": { required: true, type: "string", ...sid("CH") },
};

const pathOfMessage: Facts = {
	...pathOfChannel,
	"path Sid": { required: true, type: "string", ...sid("IM") },
};

export const chatV1Message: FactTable = {
	source: "docs:chat-v1-message",
	facts: {
		listChannelMessages: {
			operation: { method: "GET", deprecated: true },
			...pathOfChannel,
			...messageAt("200 body messages[]."),
		},

		createChannelMessage: {
			operation: { method: "POST", deprecated: true },
			...pathOfChannel,
			"body Body": { type: "string" },
			"body Attributes": { required: false, type: "string", contentMediaType: "application/json", default: "{}" },
			"body From": { required: false, type: "string", default: "system" },
			"201 body": { type: "object" },
			...messageAt("201 body "),
		},

		fetchChannelMessage: {
			operation: { method: "GET", deprecated: true },
			...pathOfMessage,
			"200 body": { type: "object" },
			...messageAt("200 body "),
		},

		updateChannelMessage: {
			operation: {
				method: "POST",
				deprecated: true,
				requestMediaType: "application/x-www-form-urlencoded",
			},
			...pathOfMessage,
			// "Can also be an empty string or null."
			"body Body": { type: ["string", "null"], minLength: undefined },
			"body Attributes": { type: "string", contentMediaType: "application/json" },
			"200 body": { type: "object" },
			...messageAt("200 body "),
		},

		deleteChannelMessage: {
			operation: { method: "DELETE", deprecated: true },
			...pathOfMessage,
		},
	},
};
