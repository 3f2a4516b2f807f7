import { add, all, type Row, remove, rename, set, takeOut } from "./edit.ts";

const SCHEMAS = "/components/schemas";
const CREATE_FORM = `${SCHEMAS}/CreateConversationMessageForm`;
const UPDATE_FORM = `${SCHEMAS}/UpdateConversationMessageForm`;
const MESSAGE = `${SCHEMAS}/ConversationMessage`;
const RECEIPT = `${SCHEMAS}/DeliveryReceipt`;
const PARAMETERS = "/components/parameters";
const MESSAGES = "/paths/~1v1~1Conversations~1{ConversationSid}~1Messages";
const CHANNEL_MESSAGES = "/paths/~1v1~1Services~1{ServiceSid}~1Channels~1{ChannelSid}~1Messages";
const ADD_HOOK = "/webhooks/onMessageAdd/post";

/** Edits of our own description; most are of components that many operations share. */
export const OWN: readonly Row[] = [
	["a body of a message may be shorter only", set(`${CREATE_FORM}/properties/Body/maxLength`, 1000), "major"],
	["a body of a message may be longer", set(`${CREATE_FORM}/properties/Body/maxLength`, 2000), "minor"],
	["a field becomes required", set(`${CREATE_FORM}/required`, ["Author"]), "major"],
	["a field is removed", remove(`${UPDATE_FORM}/properties/Subject`), "major"],
	["an optional field is new", set(`${CREATE_FORM}/properties/Tag`, { type: "string" }), "minor"],
	["a default changes", set(`${CREATE_FORM}/properties/Author/default`, "nobody"), "major"],
	["a field need not hold JSON", remove(`${CREATE_FORM}/properties/ContentVariables/contentMediaType`), "minor"],
	["a field is ignored with another", set(`${CREATE_FORM}/properties/Subject/x-ignored-with`, "ContentSid"), "minor"],
	["an identifier is in lower case alone", set(`${SCHEMAS}/MediaSid/pattern`, "^ME[0-9a-f]{32}$"), "major"],
	["an identifier is written differently", set(`${SCHEMAS}/MessageSid/pattern`, "^IM(?:\\d|[A-F]|[a-f]){32}$"), "none"],
	["a page may have fewer messages", set(`${PARAMETERS}/MessagePageSize/schema/maximum`, 50), "major"],
	["a page has fewer messages by default", set(`${PARAMETERS}/MessagePageSize/schema/default`, 20), "major"],
	["an order is not known any more", set(`${PARAMETERS}/Order/schema/enum`, ["asc"]), "major"],
	["an order is new", add(`${PARAMETERS}/Order/schema/enum`, "none"), "minor"],
	["a parameter is deprecated", set(`${PARAMETERS}/Page/schema/deprecated`, true), "minor"],
	["a header of requests becomes required", set(`${PARAMETERS}/WebhookEnabled/required`, true), "major"],
	["a member is removed", all(remove(`${MESSAGE}/properties/index`), takeOut(`${MESSAGE}/required`, "index")), "major"],
	["a member is new", set(`${MESSAGE}/properties/color`, { type: "string" }), "minor"],
	["a member may be null", set(`${RECEIPT}/properties/error_code/type`, ["integer", "null"]), "major"],
	["a member is never null", set(`${RECEIPT}/properties/date_created/type`, "string"), "patch"],
	["a state is new", add(`${RECEIPT}/properties/status/enum`, "queued"), "major"],
	["a state is gone", takeOut(`${RECEIPT}/properties/status/enum`, "sent"), "patch"],
	["an error has a wider status", set(`${SCHEMAS}/ErrorBody/properties/status/minimum`, 300), "major"],
	["an error always has details", add(`${SCHEMAS}/ErrorBody/required`, "details"), "patch"],
	["an error has another type of code", set(`${SCHEMAS}/ErrorBody/properties/code/type`, "string"), "major"],
	["a header of responses is removed", remove(`${MESSAGES}/get/responses/200/headers/Twilio-Request-Id`), "major"],
	["a status is removed", remove(`${MESSAGES}/get/responses/503`), "patch"],
	["a status is new", set(`${MESSAGES}/post/responses/409`, { $ref: "#/components/responses/BadRequest" }), "minor"],
	["a success is new", set(`${MESSAGES}/post/responses/202`, { description: "Later." }), "major"],
	["an operation is removed", remove(`${CHANNEL_MESSAGES}/post`), "major"],
	["an operation is deprecated", set(`${MESSAGES}/get/deprecated`, true), "minor"],
	["an operation is not deprecated any more", remove(`${CHANNEL_MESSAGES}/get/deprecated`), "minor"],
	["an operation has another name", set(`${MESSAGES}/post/operationId`, "addConversationMessage"), "major"],
	["a path has another server", set(`${MESSAGES}/servers/0/url`, "https://conversations.example.com"), "major"],
	["all credentials are others", set("/components/securitySchemes/basic", { type: "http", scheme: "bearer" }), "major"],
	["pages are read elsewhere", set(`${MESSAGES}/get/x-pagination/next`, "/meta/url"), "major"],
	["a webhook has a value more", remove(`${SCHEMAS}/WebhookForm/properties/RetryCount/minimum`), "major"],
	["a webhook always has a field", add(`${SCHEMAS}/WebhookForm/required`, "RetryCount"), "patch"],
	["a webhook has a field more", set(`${SCHEMAS}/WebhookForm/properties/Region`, { type: "string" }), "minor"],
	["a webhook has a field less", remove(`${SCHEMAS}/WebhookForm/properties/RetryCount`), "major"],
	["a receiver may not respond with an error", remove(`${ADD_HOOK}/responses/5XX`), "major"],
	["a webhook is removed", remove("/webhooks/onMessageUpdate"), "major"],
	[
		"a parameter of the path has another name",
		all(
			rename(MESSAGES, "/v1/Conversations/{Conversation}/Messages"),
			set(`${PARAMETERS}/Conversation`, {
				name: "Conversation",
				in: "path",
				required: true,
				schema: { type: "string" },
				example: "CHaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			}),
			(document) => {
				document.paths["/v1/Conversations/{Conversation}/Messages"].parameters[0].$ref = `#${PARAMETERS}/Conversation`;
			},
		),
		"major",
	],
	["a text is another", set(`${MESSAGES}/get/summary`, "All messages"), "patch"],
	["an example is another", set(`${PARAMETERS}/Page/example`, 1), "patch"],
	["a source is another", set(`${PARAMETERS}/Page/x-source`, "convention"), "none"],
];
