import type { FactTable } from "../fact.ts";

// The document's sentence for every SID: "Minimum length is 34, maximum length
// is 34. Format should match the following pattern: …".
const sid = (prefix: string) => ({
	minLength: 34,
	maxLength: 34,
	pattern: `^${prefix}[0-9a-fA-F]{32}$`,
});

const nullableString = { type: ["string", "null"], required: true };

// In the order of the document. A member of the response is required when the
// response example carries it.
export const conversationsMessageFetch: FactTable = {
	source: "docs:conversations-message-fetch",
	facts: {
		fetchConversationMessage: {
			operation: {
				method: "GET",
				path: "/v1/Conversations/{ConversationSid}/Messages/{Sid}",
				server: "https://conversations.twilio.com",
				deprecated: false,
				security: ["basic"],
			},

			// Path parameters
			// No pattern and no length are printed: a unique name is accepted as well.
			"path ConversationSid": {
				required: true,
				type: "string",
				minLength: undefined,
				maxLength: undefined,
				pattern: undefined,
			},
			"path Sid": { required: true, type: "string", ...sid("IM") },

			// Responses
			"200": { mediaType: "application/json" },
			"200 header Access-Control-Allow-Origin": { type: "string" },
			"200 header Access-Control-Allow-Methods": { type: "string" },
			"200 header Access-Control-Allow-Headers": { type: "string" },
			"200 header Access-Control-Allow-Credentials": { type: "boolean" },
			"200 header Access-Control-Expose-Headers": { type: "string" },
			"200 body": { type: "object" },
			"200 body account_sid": { ...nullableString, ...sid("AC") },
			"200 body conversation_sid": { ...nullableString, ...sid("CH") },
			"200 body sid": { ...nullableString, ...sid("IM") },
			"200 body index": { type: "integer", required: true, default: 0 },
			"200 body author": nullableString,
			"200 body body": { ...nullableString, maxLength: 1600 },
			"200 body media": { type: ["array", "null"], required: true, minItems: 1 },
			"200 body media[]": { type: "object" },
			"200 body media[].content_type": { required: true },
			"200 body media[].filename": { required: true },
			"200 body media[].sid": { required: true },
			"200 body media[].size": { required: true },
			"200 body attributes": { ...nullableString, contentMediaType: "application/json" },
			"200 body participant_sid": { ...nullableString, ...sid("MB") },
			"200 body date_created": { ...nullableString, format: "date-time" },
			"200 body date_updated": { ...nullableString, format: "date-time" },
			"200 body url": { ...nullableString, format: "uri" },
			// Printed without a type.
			"200 body delivery": { required: true },
			"200 body content_sid": { ...nullableString, ...sid("HX") },
		},
	},
};
