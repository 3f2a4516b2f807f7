// Checked by the compiler, not run.
import { expectTypeOf } from "vitest";
import type { components } from "../../generated/schema.d.ts";
import {
	type ApiError,
	asMessageSid,
	createClient,
	createLeanClient,
	isMessageSid,
	type MessageSid,
	type OperationArguments,
	type OperationResult,
	type Pager,
} from "../../src/index.ts";

type Schemas = components["schemas"];

const client = createClient({ accountSid: "AC", authToken: "token" });
const ChatServiceSid = "ISaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const ServiceSid = ChatServiceSid;
const ConversationSid = "CHaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const ChannelSid = ConversationSid;
const Sid = "IMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

// The success body, by status.
expectTypeOf(client.createServiceConversationMessage({ ChatServiceSid, ConversationSid })).resolves.toEqualTypeOf<
	Schemas["ServiceConversationMessage"]
>();
expectTypeOf(client.fetchConversationMessage({ ConversationSid, Sid })).resolves.toEqualTypeOf<Schemas["ConversationMessage"]>();
expectTypeOf(client.fetchChannelMessage({ ServiceSid, ChannelSid, Sid })).resolves.toEqualTypeOf<Schemas["ChannelMessage"]>();
expectTypeOf(client.deleteChannelMessage({ ServiceSid, ChannelSid, Sid })).resolves.toEqualTypeOf<undefined>();
expectTypeOf(client.listChannelMessages({ ServiceSid, ChannelSid })).toEqualTypeOf<
	Pager<Schemas["ChannelMessage"], Schemas["ChannelMessagePage"]>
>();
expectTypeOf(client.listChannelMessages({ ServiceSid, ChannelSid }).toArray({ limit: 3 })).resolves.toEqualTypeOf<
	Schemas["ChannelMessage"][]
>();

// Dates, JSON and what may be left out.
client.createServiceConversationMessage({
	ChatServiceSid,
	ConversationSid,
	Author: undefined,
	DateCreated: new Date(),
	DateUpdated: "2015-12-16T22:18:37Z",
	Attributes: { importance: "high" },
	ContentVariables: '{"1":"x"}',
	"X-Twilio-Webhook-Enabled": "true",
});
client.updateChannelMessage({ ServiceSid, ChannelSid, Sid, Body: null });
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: { a: [1, { b: null }], c: undefined } });
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: [1, "a"] });
client.fetchConversationMessage({ ConversationSid, Sid }, { headers: new Headers({ "X-A": "b" }) });
client.fetchConversationMessage({ ConversationSid: "any unique name", Sid }, { timeout: 1000, signal: AbortSignal.abort() });

// @ts-expect-error a SID of another kind
client.fetchConversationMessage({ ConversationSid, Sid: "CHaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" });
// @ts-expect-error a path parameter is missing
client.fetchConversationMessage({ ConversationSid });
// @ts-expect-error a required field is missing
client.createChannelMessage({ ServiceSid, ChannelSid });
// @ts-expect-error no arguments at all
client.fetchConversationMessage();
// @ts-expect-error a required parameter is not to be undefined
client.fetchConversationMessage({ ConversationSid, Sid: undefined });
// @ts-expect-error an unknown field
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Bodyy: "y" });
// @ts-expect-error a value that is not documented
client.createServiceConversationMessage({ ChatServiceSid, ConversationSid, "X-Twilio-Webhook-Enabled": "yes" });
// @ts-expect-error the case of an enum counts
client.listChannelMessages({ ServiceSid, ChannelSid, Order: "Desc" });
// @ts-expect-error null where the schema has none
client.createChannelMessage({ ServiceSid, ChannelSid, Body: null });
// @ts-expect-error an object where a string belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: { text: "x" } });
// @ts-expect-error a date where a string belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: new Date() });
// @ts-expect-error a number where a string belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: 1 });
// @ts-expect-error an option that a call does not have
client.fetchConversationMessage({ ConversationSid, Sid }, { retry: 1 });
// @ts-expect-error an option that a client does not have
createClient({ accountSid: "AC", authToken: "token", timout: 1000 });
// @ts-expect-error an operation that does not exist
client.fetchMessage({ Sid });
// @ts-expect-error nothing to check with
createLeanClient({ accountSid: "AC", authToken: "token", validate: "all" });

class Point {
	readonly x = 1;
}
// @ts-expect-error a Promise where JSON belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: Promise.resolve({}) });
// @ts-expect-error a Map where JSON belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: new Map([["a", 1]]) });
// @ts-expect-error a Set where JSON belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: new Set([1]) });
// @ts-expect-error an instance of a class where JSON belongs
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: new Point() });
// @ts-expect-error a function in JSON
client.createChannelMessage({ ServiceSid, ChannelSid, Body: "x", Attributes: { a: () => 1 } });

// By path.
const path = "/v1/Conversations/{ConversationSid}/Messages/{Sid}";
const result = await client.http.GET(path, { params: { path: { ConversationSid, Sid } } });
if (result.error === undefined) expectTypeOf(result.data).toEqualTypeOf<Schemas["ConversationMessage"]>();
else expectTypeOf(result.error).toEqualTypeOf<Schemas["ErrorBody"]>();
expectTypeOf(result.response).toEqualTypeOf<Response>();
client.http.POST("/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages", {
	params: { path: { ServiceSid, ChannelSid } },
	body: { Body: "x" },
	retries: 0,
});
// @ts-expect-error no parameters
client.http.GET(path);
// @ts-expect-error a parameter is missing
client.http.GET(path, { params: { path: { Sid } } });
// @ts-expect-error no body
client.http.POST("/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages", { params: { path: { ServiceSid, ChannelSid } } });
// @ts-expect-error a method that the path does not have
client.http.PUT("/v1/Conversations/{ConversationSid}/Messages/{Sid}", { params: { path: { ConversationSid, Sid } } });

// Guards.
const text: unknown = Sid;
if (isMessageSid(text)) expectTypeOf(text).toEqualTypeOf<MessageSid>();
expectTypeOf(asMessageSid(text)).toEqualTypeOf<MessageSid>();
expectTypeOf<MessageSid>().toEqualTypeOf<`IM${string}`>();
expectTypeOf<ApiError>().toHaveProperty("requestId");

// What a method takes and gives has a name of its own.
expectTypeOf<OperationArguments<"fetchChannelMessage">>().toEqualTypeOf<Parameters<typeof client.fetchChannelMessage>[0]>();
expectTypeOf<OperationResult<"fetchChannelMessage">>().toEqualTypeOf<Schemas["ChannelMessage"]>();
expectTypeOf<OperationResult<"deleteChannelMessage">>().toEqualTypeOf<undefined>();
