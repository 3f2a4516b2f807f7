import type { FactTable } from "../fact.ts";

// The document's sentence for every SID: "Minimum length is 34, maximum length
// is 34. Format should match the following pattern: …".
const sid = (prefix: string) => ({
	minLength: 34,
	maxLength: 34,
	pattern: `^${prefix}[0-9a-fA-F]{32}$`,
});

const nullableString = { type: ["string", "null"], required: true };

// In the order of the document. A member of the response is required when all
// five response examples carry it.
export const conversationsServiceMessageCreate: FactTable = {
	source: "docs:conversations-service-message-create",
	facts: {
		createServiceConversationMessage: {
			operation: {
				method: "POST",
				path: "/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages",
				server: "https://conversations.twilio.com",
				deprecated: false,
				security: ["basic"],
				idempotent: false,
				requestMediaType: "application/x-www-form-urlencoded",
			},

			// Headers
			"header X-Twilio-Webhook-Enabled": { required: false, type: "string", enum: ["true", "false"] },

			// Path parameters
			"path ChatServiceSid": { required: true, type: "string", ...sid("IS") },
			// No pattern and no length are printed: a unique name is accepted as well.
			"path ConversationSid": {
				required: true,
				type: "string",
				minLength: undefined,
				maxLength: undefined,
				pattern: undefined,
			},

			// Body
			body: { type: "object" },
			"body Author": { required: false, type: "string", default: "system" },
			"body Body": { required: false, type: "string", maxLength: 1600 },
			"body DateCreated": { required: false, type: "string", format: "date-time" },
			"body DateUpdated": { required: false, type: "string", format: "date-time" },
			"body Attributes": { required: false, type: "string", contentMediaType: "application/json", default: "{}" },
			"body MediaSid": { required: false, type: "string", ...sid("ME") },
			"body ContentSid": { required: false, type: "string", ...sid("HX") },
			"body ContentVariables": { required: false, type: "string", contentMediaType: "application/json" },
			"body Subject": { required: false, type: "string", maxLength: 256 },

			// Responses
			"201": { mediaType: "application/json" },
			"201 header Access-Control-Allow-Origin": { type: "string" },
			"201 header Access-Control-Allow-Methods": { type: "string" },
			"201 header Access-Control-Allow-Headers": { type: "string" },
			"201 header Access-Control-Allow-Credentials": { type: "boolean" },
			"201 header Access-Control-Expose-Headers": { type: "string" },
			"201 body": { type: "object" },
			"201 body account_sid": { ...nullableString, ...sid("AC") },
			"201 body chat_service_sid": { ...nullableString, ...sid("IS") },
			"201 body conversation_sid": { ...nullableString, ...sid("CH") },
			"201 body sid": { ...nullableString, ...sid("IM") },
			"201 body index": { type: "integer", required: true, default: 0 },
			"201 body author": nullableString,
			"201 body body": { ...nullableString, maxLength: 1600 },
			"201 body media": { type: ["array", "null"], required: true, minItems: 1 },
			"201 body media[]": { type: "object" },
			"201 body media[].content_type": { required: true },
			"201 body media[].filename": { required: true },
			// The pattern of a Media SID is the one printed for the MediaSid field.
			"201 body media[].sid": { required: true, ...sid("ME") },
			"201 body media[].size": { required: true },
			"201 body attributes": { ...nullableString, contentMediaType: "application/json" },
			"201 body participant_sid": { ...nullableString, ...sid("MB") },
			"201 body date_created": { ...nullableString, format: "date-time" },
			"201 body date_updated": { ...nullableString, format: "date-time" },
			// Printed without a type.
			"201 body delivery": { required: true },
			"201 body url": { ...nullableString, format: "uri" },
			"201 body content_sid": { ...nullableString, ...sid("HX") },
		},
	},
};
