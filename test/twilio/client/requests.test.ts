import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { VERSION } from "../../../generated/version.ts";
import { createClient, type TwilioClient } from "../../../src/index.ts";
import { api } from "../../../src/twilio/api.ts";
import { startSocketServer } from "../../support/servers.ts";
import { callOf, OPERATION_IDS, operationTable } from "./described-operations.ts";

const accountSid = `AC${"a".repeat(32)}`;
const authToken = "0123456789abcdef0123456789abcdef";
const ChatServiceSid = `IS${"a".repeat(32)}` as const;
const ServiceSid = ChatServiceSid;
const ConversationSid = `CH${"a".repeat(32)}` as const;
const ChannelSid = ConversationSid;
const Sid = `IM${"a".repeat(32)}` as const;
const ReceiptSid = `DY${"a".repeat(32)}` as const;
const within = { ChatServiceSid, ConversationSid };
const WEBHOOK = { "X-Twilio-Webhook-Enabled": "true" } as const;

const example = (name: string) => JSON.parse(readFileSync(`openapi/examples/${name}.json`, "utf8"));
const conversations = `/v1/Services/${ChatServiceSid}/Conversations/${ConversationSid}/Messages`;
const unscoped = `/v1/Conversations/${ConversationSid}/Messages`;
const channels = `/v1/Services/${ServiceSid}/Channels/${ChannelSid}/Messages`;
const chat = `/v2/Services/${ServiceSid}/Channels/${ChannelSid}/Messages`;

/** The bytes of a request as Node's fetch sends them; only the order and the presence of its own headers is its matter. */
const bytesOf = (line: string, host: string, body?: string, header?: string) =>
	[
		`${line} HTTP/1.1`,
		`host: ${host}`,
		"connection: keep-alive",
		...(body === undefined ? [] : ["content-type: application/x-www-form-urlencoded"]),
		`user-agent: twilio-messages/${VERSION}`,
		"accept: application/json",
		`authorization: Basic ${btoa(`${accountSid}:${authToken}`)}`,
		...(body === undefined ? [] : [`content-length: ${body.length}`]),
		...(header === undefined ? [] : [header]),
		"",
		body ?? "",
	].join("\r\n");

/** Leaves out what undici adds, and the order of headers, which has no meaning. */
const normalize = (bytes: string) => {
	const [head = "", ...body] = bytes.split("\r\n\r\n");
	const [line, ...headers] = head.split("\r\n");
	const kept = headers.filter((header) => !/^(?:accept-language|accept-encoding|sec-fetch-mode):/i.test(header));
	return [
		line,
		...kept.map((header) => header.replace(/^[^:]+/, (name) => name.toLowerCase())).sort(),
		"",
		body.join("\r\n\r\n"),
	].join("\r\n");
};

type Call = (client: TwilioClient) => Promise<unknown>;

const TEXT =
	"Body=Hello&Author=message+author&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z";

/** Requests, and the bytes that they have to be, written by hand. */
const REQUESTS: readonly [name: string, call: Call, line: string, body?: string | undefined, header?: string | undefined][] = [
	[
		"the documented curl",
		(client) =>
			client.createServiceConversationMessage({
				ChatServiceSid,
				ConversationSid,
				Body: "Hello",
				Author: "message author",
				Attributes: '{ "importance": "high" }',
				DateCreated: new Date("2015-12-16T22:18:37Z"),
				DateUpdated: "2015-12-16T22:18:38Z",
			}),
		`POST ${conversations}`,
		"Body=Hello&Author=message+author&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z",
	],
	...(
		[
			[
				"text",
				"Body=Hello&Author=message+author&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z",
			],
			[
				"with-media",
				`Author=message+author&MediaSid=ME${"a".repeat(32)}&Attributes=%7B+%22importance%22%3A+%22high%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z`,
			],
			[
				"without-attributes",
				"Body=Hello&Author=message+author&DateCreated=2020-07-01T22%3A18%3A37Z&DateUpdated=2020-07-01T22%3A18%3A37Z",
			],
			[
				"from-template",
				`Author=message+author&ContentSid=HX${"a".repeat(32)}&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z&ContentVariables=%7B%22name%22%3A+%22John%22%7D`,
			],
			[
				"with-subject",
				"Body=message+body&Author=message+author&Subject=message+subject&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z",
			],
		] as const
	).map(([name, body]): (typeof REQUESTS)[number] => [
		`the documented example ${name}`,
		(client) =>
			client.createServiceConversationMessage({
				ChatServiceSid,
				ConversationSid,
				...example(`service-conversation-message.${name}.request`),
			}),
		`POST ${conversations}`,
		body,
	]),
	[
		"a fetch of a conversation's message",
		(client) => client.fetchConversationMessage({ ConversationSid, Sid }),
		`GET /v1/Conversations/${ConversationSid}/Messages/${Sid}`,
	],
	[
		"a list",
		(client) => client.listChannelMessages({ ServiceSid, ChannelSid, Order: "desc", PageSize: 50 }).firstPage(),
		`GET ${channels}?Order=desc&PageSize=50`,
	],
	[
		"the documented example of a create",
		(client) => client.createChannelMessage({ ServiceSid, ChannelSid, ...example("channel-message.create.request") }),
		`POST ${channels}`,
		"Body=MESSAGE",
	],
	["a fetch", (client) => client.fetchChannelMessage({ ServiceSid, ChannelSid, Sid }), `GET ${channels}/${Sid}`],
	[
		"the documented example of an update",
		(client) => client.updateChannelMessage({ ServiceSid, ChannelSid, Sid, ...example("channel-message.update.request") }),
		`POST ${channels}/${Sid}`,
		"Body=MESSAGE",
	],
	[
		"an update to the empty text",
		(client) => client.updateChannelMessage({ ServiceSid, ChannelSid, Sid, Body: null }),
		`POST ${channels}/${Sid}`,
		"Body=",
	],
	[
		"an update of nothing",
		(client) => client.updateChannelMessage({ ServiceSid, ChannelSid, Sid }),
		`POST ${channels}/${Sid}`,
		"",
	],
	["a delete", (client) => client.deleteChannelMessage({ ServiceSid, ChannelSid, Sid }), `DELETE ${channels}/${Sid}`],
	[
		"a list of the messages of a conversation of a service",
		(client) => client.listServiceConversationMessages({ ...within, Order: "asc", PageSize: 100, Page: 2 }).firstPage(),
		`GET ${conversations}?Order=asc&PageSize=100&Page=2`,
	],
	[
		"a fetch of a message of a conversation of a service",
		(client) => client.fetchServiceConversationMessage({ ...within, Sid }),
		`GET ${conversations}/${Sid}`,
	],
	[
		"an update of a message of a conversation of a service",
		(client) =>
			client.updateServiceConversationMessage({
				...within,
				Sid,
				...example("service-conversation-message.text.request"),
				...WEBHOOK,
			}),
		`POST ${conversations}/${Sid}`,
		TEXT,
		"x-twilio-webhook-enabled: true",
	],
	[
		"a delete of a message of a conversation of a service",
		(client) => client.deleteServiceConversationMessage({ ...within, Sid, ...WEBHOOK }),
		`DELETE ${conversations}/${Sid}`,
		undefined,
		"x-twilio-webhook-enabled: true",
	],
	[
		"a list of the messages of a conversation",
		(client) => client.listConversationMessages({ ConversationSid, Order: "desc" }).firstPage(),
		`GET ${unscoped}?Order=desc`,
	],
	[
		"a create in a conversation that is given by its unique name",
		(client) =>
			client.createConversationMessage({ ConversationSid: "a room é", Subject: "50 %", Attributes: { a: [1] }, ...WEBHOOK }),
		"POST /v1/Conversations/a%20room%20%C3%A9/Messages",
		"Subject=50+%25&Attributes=%7B%22a%22%3A%5B1%5D%7D",
		"x-twilio-webhook-enabled: true",
	],
	[
		"an update of a conversation's message",
		(client) =>
			client.updateConversationMessage({ ConversationSid, Sid, ...example("service-conversation-message.text.request") }),
		`POST ${unscoped}/${Sid}`,
		TEXT,
	],
	[
		"a delete of a conversation's message",
		(client) => client.deleteConversationMessage({ ConversationSid, Sid }),
		`DELETE ${unscoped}/${Sid}`,
	],
	[
		"a list of receipts of a conversation of a service",
		(client) => client.listServiceConversationMessageReceipts({ ...within, MessageSid: Sid, PageSize: 20 }).firstPage(),
		`GET ${conversations}/${Sid}/Receipts?PageSize=20`,
	],
	[
		"a fetch of a receipt of a conversation of a service",
		(client) => client.fetchServiceConversationMessageReceipt({ ...within, MessageSid: Sid, Sid: ReceiptSid }),
		`GET ${conversations}/${Sid}/Receipts/${ReceiptSid}`,
	],
	[
		"a list of receipts",
		(client) => client.listConversationMessageReceipts({ ConversationSid, MessageSid: Sid }).firstPage(),
		`GET ${unscoped}/${Sid}/Receipts`,
	],
	[
		"a fetch of a receipt",
		(client) => client.fetchConversationMessageReceipt({ ConversationSid, MessageSid: Sid, Sid: ReceiptSid }),
		`GET ${unscoped}/${Sid}/Receipts/${ReceiptSid}`,
	],
	[
		"a list of Chat v2",
		(client) => client.listChatMessages({ ServiceSid, ChannelSid: "general", Order: "asc", PageSize: 1 }).firstPage(),
		`GET /v2/Services/${ServiceSid}/Channels/general/Messages?Order=asc&PageSize=1`,
	],
	[
		"a create of Chat v2 with a media file",
		(client) => client.createChatMessage({ ServiceSid, ChannelSid, ...example("chat-message.with-media.request"), ...WEBHOOK }),
		`POST ${chat}`,
		`MediaSid=ME${"a".repeat(32)}`,
		"x-twilio-webhook-enabled: true",
	],
	["a fetch of Chat v2", (client) => client.fetchChatMessage({ ServiceSid, ChannelSid, Sid }), `GET ${chat}/${Sid}`],
	[
		"an update of Chat v2",
		(client) => client.updateChatMessage({ ServiceSid, ChannelSid, Sid, ...example("chat-message.update.request") }),
		`POST ${chat}/${Sid}`,
		"Body=Hello&Attributes=%7B+%22foo%22%3A+%22bar%22+%7D&DateCreated=2015-12-16T22%3A18%3A37Z&DateUpdated=2015-12-16T22%3A18%3A38Z&LastUpdatedBy=username&From=fromUser",
	],
	[
		"a delete of Chat v2",
		(client) => client.deleteChatMessage({ ServiceSid, ChannelSid, Sid, ...WEBHOOK }),
		`DELETE ${chat}/${Sid}`,
		undefined,
		"x-twilio-webhook-enabled: true",
	],
];

/** Every documented request of every operation, with every documented parameter, and the bytes that follow from the description. */
const DOCUMENTED = OPERATION_IDS.flatMap((id): (typeof REQUESTS)[number][] => {
	const { method, path, parameters, body } = operationTable[id];
	const { parameterExamples = {}, examples = {} } = api.payloads.operations[id] ?? {};
	const query = Object.entries(parameterExamples).filter(([name]) => parameters[name]?.in === "query");
	const headers = Object.entries(parameterExamples).filter(([name]) => parameters[name]?.in === "header");
	const target = path.replace(/\{(\w+)\}/g, (_, name: string) => String(parameterExamples[name]));
	const search = query.map(([name, value]) => `${name}=${value}`).join("&");
	const bodies = Object.keys(examples).length > 0 ? Object.entries(examples) : [["no body", {}] as const];
	return bodies.map(([name, fields]) => [
		`${id}: ${name}`,
		(client) => callOf(client, id, { ...parameterExamples, ...(fields as object) }),
		`${method} ${target}${search && "?"}${search}`,
		body && new URLSearchParams(fields as Record<string, string>).toString(),
		headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`)[0],
	]);
});

describe.each(["node", "fetch"] as const)("with the transport %s", (transport) => {
	test.each([...REQUESTS, ...DOCUMENTED])("%s is these bytes", async (_, call, line, body, header) => {
		const { url, bytes } = await startSocketServer((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
		await call(createClient({ transport, accountSid, authToken, baseUrl: url, retries: 0 })).catch(() => {});
		expect(normalize(bytes.join(""))).toBe(normalize(bytesOf(line, new URL(url).host, body, header)));
	});
});
