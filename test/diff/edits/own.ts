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
	[
		"a body of a message may be shorter only",
		set(`${CREATE_FORM}/properties/Body/maxLength`, 1000),
		"major",
		"stricter-there createServiceConversationMessage /request/body/Body maxLength +1",
	],
	[
		"a body of a message may be longer",
		set(`${CREATE_FORM}/properties/Body/maxLength`, 2000),
		"minor",
		"looser-there createServiceConversationMessage /request/body/Body maxLength +1",
	],
	[
		"a field becomes required",
		set(`${CREATE_FORM}/required`, ["Author"]),
		"major",
		"stricter-there createServiceConversationMessage /request/body/Author required +1",
	],
	[
		"a field is removed",
		remove(`${UPDATE_FORM}/properties/Subject`),
		"major",
		"missing-there updateServiceConversationMessage /request/body/Subject +1",
	],
	[
		"an optional field is new",
		set(`${CREATE_FORM}/properties/Tag`, { type: "string" }),
		"minor",
		"missing-here createServiceConversationMessage /request/body/Tag +1",
	],
	[
		"a default changes",
		set(`${CREATE_FORM}/properties/Author/default`, "nobody"),
		"major",
		"annotation createServiceConversationMessage /request/body/Author default +1",
	],
	[
		"a field need not hold JSON",
		remove(`${CREATE_FORM}/properties/ContentVariables/contentMediaType`),
		"minor",
		"looser-there createServiceConversationMessage /request/body/ContentVariables contentMediaType +1",
	],
	[
		"a field is ignored with another",
		set(`${CREATE_FORM}/properties/Subject/x-ignored-with`, "ContentSid"),
		"minor",
		"annotation createServiceConversationMessage /request/body/Subject x-ignored-with +1",
	],
	[
		"an identifier is in lower case alone",
		set(`${SCHEMAS}/MediaSid/pattern`, "^ME[0-9a-f]{32}$"),
		"major",
		"stricter-there createServiceConversationMessage /request/body/MediaSid pattern +14",
	],
	["an identifier is written differently", set(`${SCHEMAS}/MessageSid/pattern`, "^IM(?:\\d|[A-F]|[a-f]){32}$"), "none"],
	[
		"a page may have fewer messages",
		set(`${PARAMETERS}/MessagePageSize/schema/maximum`, 50),
		"major",
		"stricter-there listServiceConversationMessages /request/query/PageSize maximum +2",
	],
	[
		"a page has fewer messages by default",
		set(`${PARAMETERS}/MessagePageSize/schema/default`, 20),
		"major",
		"annotation listServiceConversationMessages /request/query/PageSize default +2",
	],
	[
		"an order is not known any more",
		set(`${PARAMETERS}/Order/schema/enum`, ["asc"]),
		"major",
		"stricter-there listServiceConversationMessages /request/query/Order enum +3",
	],
	[
		"an order is new",
		add(`${PARAMETERS}/Order/schema/enum`, "none"),
		"minor",
		"looser-there listServiceConversationMessages /request/query/Order enum +3",
	],
	[
		"a parameter is deprecated",
		set(`${PARAMETERS}/Page/schema/deprecated`, true),
		"minor",
		"annotation listServiceConversationMessages /request/query/Page deprecated +5",
	],
	[
		"a header of requests becomes required",
		set(`${PARAMETERS}/WebhookEnabled/required`, true),
		"major",
		"stricter-there createServiceConversationMessage /request/header/X-Twilio-Webhook-Enabled required +8",
	],
	[
		"a member is removed",
		all(remove(`${MESSAGE}/properties/index`), takeOut(`${MESSAGE}/required`, "index")),
		"major",
		"missing-there listServiceConversationMessages /response/200/body/messages/0/index +7",
	],
	[
		"a member is new",
		set(`${MESSAGE}/properties/color`, { type: "string" }),
		"minor",
		"missing-here listServiceConversationMessages /response/200/body/messages/0/color +7",
	],
	[
		"a member may be null",
		set(`${RECEIPT}/properties/error_code/type`, ["integer", "null"]),
		"major",
		"looser-there listServiceConversationMessageReceipts /response/200/body/delivery_receipts/0/error_code nullable +3",
	],
	[
		"a member is never null",
		set(`${RECEIPT}/properties/date_created/type`, "string"),
		"patch",
		"stricter-there listServiceConversationMessageReceipts /response/200/body/delivery_receipts/0/date_created nullable +3",
	],
	[
		"a state is new",
		add(`${RECEIPT}/properties/status/enum`, "queued"),
		"major",
		"looser-there listServiceConversationMessageReceipts /response/200/body/delivery_receipts/0/status enum +3",
	],
	[
		"a state is gone",
		takeOut(`${RECEIPT}/properties/status/enum`, "sent"),
		"patch",
		"stricter-there listServiceConversationMessageReceipts /response/200/body/delivery_receipts/0/status enum +3",
	],
	[
		"an error has a wider status",
		set(`${SCHEMAS}/ErrorBody/properties/status/minimum`, 300),
		"major",
		"looser-there listServiceConversationMessages /response/400/body/status minimum +160",
	],
	[
		"an error always has details",
		add(`${SCHEMAS}/ErrorBody/required`, "details"),
		"patch",
		"stricter-there listServiceConversationMessages /response/400/body/details required +160",
	],
	[
		"an error has another type of code",
		set(`${SCHEMAS}/ErrorBody/properties/code/type`, "string"),
		"major",
		"incomparable listServiceConversationMessages /response/400/body/code type +160",
	],
	[
		"a header of responses is removed",
		remove(`${MESSAGES}/get/responses/200/headers/Twilio-Request-Id`),
		"major",
		"missing-there listConversationMessages /response/200/headers/Twilio-Request-Id",
	],
	[
		"a status is removed",
		remove(`${MESSAGES}/get/responses/503`),
		"patch",
		"missing-there listConversationMessages /response/503",
	],
	[
		"a status is new",
		set(`${MESSAGES}/post/responses/409`, { $ref: "#/components/responses/BadRequest" }),
		"minor",
		"missing-here createConversationMessage /response/409",
	],
	[
		"a success is new",
		set(`${MESSAGES}/post/responses/202`, { description: "Later." }),
		"major",
		"missing-here createConversationMessage /response/202",
	],
	["an operation is removed", remove(`${CHANNEL_MESSAGES}/post`), "major", "missing-there createChannelMessage /request"],
	[
		"an operation is deprecated",
		set(`${MESSAGES}/get/deprecated`, true),
		"minor",
		"annotation listConversationMessages /request deprecated",
	],
	[
		"an operation is not deprecated any more",
		remove(`${CHANNEL_MESSAGES}/get/deprecated`),
		"minor",
		"annotation listChannelMessages /request deprecated",
	],
	[
		"an operation has another name",
		set(`${MESSAGES}/post/operationId`, "addConversationMessage"),
		"major",
		"incomparable createConversationMessage /request operationId",
	],
	[
		"a path has another server",
		set(`${MESSAGES}/servers/0/url`, "https://conversations.example.com"),
		"major",
		"incomparable listConversationMessages /request server +1",
	],
	[
		"all credentials are others",
		set("/components/securitySchemes/basic", { type: "http", scheme: "bearer" }),
		"major",
		"incomparable listServiceConversationMessages /request security +23",
	],
	[
		"pages are read elsewhere",
		set(`${MESSAGES}/get/x-pagination/next`, "/meta/url"),
		"major",
		"annotation listConversationMessages /request pagination",
	],
	[
		"a webhook has a value more",
		remove(`${SCHEMAS}/WebhookForm/properties/RetryCount/minimum`),
		"major",
		"looser-there onMessageAdd /request/body/RetryCount minimum +6",
	],
	[
		"a webhook always has a field",
		add(`${SCHEMAS}/WebhookForm/required`, "RetryCount"),
		"patch",
		"stricter-there onMessageAdd /request/body/RetryCount required +6",
	],
	[
		"a webhook has a field more",
		set(`${SCHEMAS}/WebhookForm/properties/Region`, { type: "string" }),
		"minor",
		"missing-here onMessageAdd /request/body/Region +6",
	],
	[
		"a webhook has a field less",
		remove(`${SCHEMAS}/WebhookForm/properties/RetryCount`),
		"major",
		"missing-there onMessageAdd /request/body/RetryCount +6",
	],
	[
		"a receiver may not respond with an error",
		remove(`${ADD_HOOK}/responses/5XX`),
		"major",
		"missing-there onMessageAdd /response/5XX",
	],
	["a webhook is removed", remove("/webhooks/onMessageUpdate"), "major", "missing-there onMessageUpdate /request"],
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
		"patch annotation listConversationMessages /request/path/ConversationSid documentation +1",
		"incomparable listConversationMessages /request/path/ConversationSid name +1",
	],
	[
		"a text is another",
		set(`${MESSAGES}/get/summary`, "All messages"),
		"patch",
		"annotation listConversationMessages /request documentation",
	],
	[
		"an example is another",
		set(`${PARAMETERS}/Page/example`, 1),
		"patch",
		"annotation listServiceConversationMessages /request/query/Page example +5",
	],
	["a source is another", set(`${PARAMETERS}/Page/x-source`, "convention"), "none"],
];
