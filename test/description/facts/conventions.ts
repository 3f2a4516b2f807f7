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
import { siblingConventions } from "./convention-siblings.ts";

// The Chat document lost the version prefix and the names of the parameters,
// and shows the host only inside its payloads.
const chatOfChannel = {
	path: "/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages",
	server: "https://chat.twilio.com",
	security,
};

const chatOfMessage = {
	...chatOfChannel,
	path: "/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid}",
};

const nullable = { type: ["string", "null"] };

// The Chat document prints no types; the vendor's own file has every member
// but the index nullable. The document claims RFC 2822; every example and the
// live service use ISO 8601.
const chatMessage = (place: string): Facts => ({
	[`${place}sid`]: nullable,
	[`${place}account_sid`]: nullable,
	[`${place}service_sid`]: nullable,
	[`${place}to`]: nullable,
	[`${place}channel_sid`]: nullable,
	[`${place}date_created`]: { ...nullable, format: "date-time" },
	[`${place}date_updated`]: { ...nullable, format: "date-time" },
	[`${place}was_edited`]: { type: ["boolean", "null"] },
	[`${place}from`]: nullable,
	[`${place}body`]: nullable,
	[`${place}url`]: nullable,
});

export const conventions: FactTable = {
	source: "convention",
	facts: {
		createServiceConversationMessage: {
			// Every field is optional, and an empty body is legal.
			body: { required: false },
			...twilioHeaders("201"),
			...accessControlHeaders("201"),
			// The documented summary appears only with a non-chat participant.
			"201 body delivery": { type: ["object", "null"] },
			// The documents show them in examples only; the vendor's own file lets them be null.
			"201 body links": { type: ["object", "null"] },
			// Write-only: no example of an answer repeats it.
			"201 body subject": { exists: undefined },
			...errorsOfInput,
		},

		fetchConversationMessage: {
			...twilioHeaders("200"),
			...accessControlHeaders("200"),
			"200 body delivery": { type: ["object", "null"] },
			"200 body links": { type: ["object", "null"] },
			// The same resource as the create answers, whose document prints the
			// pattern of a Media SID.
			"200 body media[].sid": { minLength: 34, maxLength: 34, pattern: "^ME[0-9a-fA-F]{32}$" },
			// A conversation is fetched without its service.
			"200 body chat_service_sid": { exists: undefined },
			// There is nothing to validate beside the path.
			"400": { exists: undefined },
			...errors,
		},

		listChannelMessages: {
			operation: {
				...chatOfChannel,
				pagination: { items: "/messages", next: "/meta/next_page_url" },
			},
			"query Order": { required: false, type: "string", enum: ["asc", "desc"] },
			"query PageSize": { required: false, type: "integer", minimum: 1, maximum: 1000, default: 50 },
			"query Page": { required: false, type: "integer", minimum: 0 },
			// Tokens are opaque, whatever they look like.
			"query PageToken": { required: false, type: "string", pattern: undefined },
			"200": json,
			...twilioHeaders("200"),
			// As the parameters that they repeat.
			"200 body meta.page": { minimum: 0 },
			"200 body meta.page_size": { minimum: 1, maximum: 1000 },
			// It names the array beside it.
			"200 body meta.key": { enum: ["messages"] },
			// Null on the first page and on the last one.
			"200 body meta.previous_page_url": { type: ["string", "null"], format: "uri" },
			"200 body meta.next_page_url": { type: ["string", "null"], format: "uri" },
			...chatMessage("200 body messages[]."),
			...errorsOfInput,
		},

		createChannelMessage: {
			operation: {
				...chatOfChannel,
				idempotent: false,
				requestMediaType: "application/x-www-form-urlencoded",
			},
			body: { type: "object", required: true },
			"body Body": { required: true, ...chatText },
			"201": json,
			...twilioHeaders("201"),
			...chatMessage("201 body "),
			...errorsOfInput,
		},

		fetchChannelMessage: {
			operation: chatOfMessage,
			"200": json,
			...twilioHeaders("200"),
			...chatMessage("200 body "),
			"400": { exists: undefined },
			...errors,
		},

		updateChannelMessage: {
			// It sets values, so a repetition changes nothing.
			operation: { ...chatOfMessage, idempotent: true },
			body: { type: "object" },
			// Only what is sent is changed.
			"body Body": { required: false, ...chatText },
			"body Attributes": { required: false },
			"200": json,
			...twilioHeaders("200"),
			...chatMessage("200 body "),
			...errorsOfInput,
		},

		deleteChannelMessage: {
			operation: chatOfMessage,
			"204": { mediaType: undefined },
			...twilioHeaders("204"),
			"400": { exists: undefined },
			...errors,
		},

		// As the member of a receipt, in the vendor's own file.
		onDeliveryUpdated: {
			"body ChannelMessageSid": { minLength: 34, maxLength: 34, pattern: "^[a-zA-Z]{2}[0-9a-fA-F]{32}$" },
		},

		...siblingConventions,
	},
};
