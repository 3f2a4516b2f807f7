import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SandboxOptions, WebhookConfiguration } from "../../../src/sandbox.ts";
import { inWireOrder, writeParameters } from "../../../src/twilio/webhooks/write-parameters.ts";
import { verify } from "../../../src/webhooks.ts";
import { type Handler, json, type SeenRequest, startServer } from "../../support/servers.ts";
import { ACCOUNT, CHANNEL, CONVERSATION_MESSAGES, call, checkedSandbox, SERVICE, SERVICE_MESSAGES } from "./helpers.ts";

const TOKEN = "the auth token";
const CREDENTIALS = [{ username: ACCOUNT, password: TOKEN }];
const AUTHORIZATION = `Basic ${btoa(`${ACCOUNT}:${TOKEN}`)}`;
const ENABLED = { authorization: AUTHORIZATION, "X-Twilio-Webhook-Enabled": "true" };
const MEDIA = `ME${"a".repeat(32)}`;
const PHONE = "+15005550006";
const PARTICIPANT = `MB${"5".repeat(32)}`;
const SMS_SEED = { participants: { [PHONE]: PARTICIPANT }, nonChatParticipants: { [PARTICIPANT]: { channel: "sms" } } };

const accept: Handler = (_, response) => json(response, 200, {});

/** A receiver on a socket of its own, and a sandbox that sends it its webhooks. */
async function start(webhooks: (url: string) => WebhookConfiguration, options: SandboxOptions = {}, handler = accept) {
	const { url, requests } = await startServer(handler);
	const sandbox = checkedSandbox({ accountSid: ACCOUNT, credentials: CREDENTIALS, ...options, webhooks: webhooks(url) });
	const received = async () => {
		await sandbox.webhooks.settled();
		return requests.map((request) => ({ ...request, fields: fieldsOf(request) }));
	};
	const write = (fields: Record<string, string>, headers: Record<string, string> = ENABLED, path = SERVICE_MESSAGES) =>
		call(sandbox, "POST", path, fields, headers);
	const act = async (operationId: string, fields: object, actor = "ann") => {
		const given = { ConversationSid: CHANNEL, ...fields };
		const { status, body } = await sandbox.act({ actor, operationId, arguments: given });
		return { status, body: JSON.parse(body ?? "null") };
	};
	return { sandbox, url, requests, received, write, act };
}

function fieldsOf({ method, url, body }: SeenRequest): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(method === "GET" ? url.split("?")[1] : body));
}

/** What the official package says of a request that was received at an address. */
function isValid({ method, url, headers, body }: SeenRequest, origin: string): boolean {
	const fields = method === "GET" ? {} : Object.fromEntries(new URLSearchParams(body));
	return twilio.validateRequest(TOKEN, String(headers["x-twilio-signature"]), origin + url, fields);
}

const post = (url: string) => ({ url: `${url}/hook` });

describe("changes over the REST API", () => {
	test("send nothing unless the header asks for it, and only in Conversations", async () => {
		const { write, received } = await start(post);
		const plain = { authorization: AUTHORIZATION };
		const { body } = await write({ Body: "x" }, plain);
		await write({ Body: "x" }, { ...plain, "X-Twilio-Webhook-Enabled": "false" });
		await write({ Body: "y" }, plain, `${SERVICE_MESSAGES}/${body.sid}`);
		await write({ Body: "x" }, ENABLED, `https://chat.twilio.com/v2/Services/${SERVICE}/Channels/${CHANNEL}/Messages`);
		expect(await received()).toEqual([]);
	});

	test("send what is documented of a message that is added, changed and deleted", async () => {
		const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
		const { sandbox, write, received } = await start(post, { now: () => now });
		const { body } = await write({ Body: "one", Author: "message author", Attributes: '{"a":1}' });
		await write({ Body: "two" }, ENABLED, `${SERVICE_MESSAGES}/${body.sid}`);
		await call(sandbox, "DELETE", `${SERVICE_MESSAGES}/${body.sid}`, undefined, ENABLED);
		const requests = await received();
		const added = {
			EventType: "onMessageAdded",
			AccountSid: ACCOUNT,
			ChatServiceSid: SERVICE,
			MessagingServiceSid: expect.stringMatching(/^MG[\da-f]{32}$/),
			ConversationSid: CHANNEL,
			MessageSid: body.sid,
			Index: "0",
			DateCreated: "2026-01-02T03:04:05.000Z",
			Source: "API",
			Author: "message author",
			ParticipantSid: `MB${"a".repeat(32)}`,
			Body: "one",
			Attributes: '{"a":1}',
			RetryCount: "0",
		};
		const DateUpdated = "2026-01-02T03:04:05.000Z";
		expect(requests.map(({ fields }) => fields)).toEqual([
			added,
			{ ...added, EventType: "onMessageUpdated", Body: "two", DateUpdated },
			{ ...added, EventType: "onMessageRemoved", Body: "two", DateUpdated, DateRemoved: "2026-01-02T03:04:05.678Z" },
		]);
		expect(requests[0]).toMatchObject({
			method: "POST",
			url: "/hook",
			headers: {
				"content-type": "application/x-www-form-urlencoded; charset=utf-8",
				"i-twilio-idempotency-token": expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/),
				accept: "*/*",
				"user-agent": "TwilioProxy/1.1",
			},
		});
	});

	test("send media as JSON, and no body where there is no text", async () => {
		const { write, received } = await start(post);
		await write({ MediaSid: MEDIA });
		const [request] = await received();
		expect(request?.fields).not.toHaveProperty("Body");
		expect(JSON.parse(request?.fields.Media ?? "")).toEqual([
			{ Sid: MEDIA, ContentType: "image/jpeg", Filename: "car.jpg", Size: 42056 },
		]);
	});
});

describe("participants", () => {
	test.each([
		["ann", { Source: "SDK", ClientIdentity: "ann" }],
		[PHONE, { Source: "SMS" }],
		[`whatsapp:${PHONE}`, { Source: "WHATSAPP" }],
	])("%s writes, edits and deletes without the header", async (actor, source) => {
		const { act, received } = await start(post);
		const { status, body } = await act("createConversationMessage", { Body: "in" }, actor);
		expect([status, body.author]).toEqual([201, actor]);
		await act("updateConversationMessage", { Sid: body.sid, Body: "edited" }, actor);
		await act("deleteConversationMessage", { Sid: body.sid }, actor);
		const fields = (await received()).map((request) => request.fields);
		expect(fields.map(({ EventType }) => EventType)).toEqual(["onMessageAdded", "onMessageUpdated", "onMessageRemoved"]);
		for (const one of fields) expect(one).toMatchObject({ ...source, Author: actor });
		expect("ClientIdentity" in (fields[0] ?? {})).toBe("ClientIdentity" in source);
	});

	test("outside chat get no receipt of their own messages; a receipt that moves is announced without the header", async () => {
		const { sandbox, act, write, received } = await start(post, { seed: SMS_SEED });
		const { body: inbound } = await act("createConversationMessage", { Body: "in" }, PHONE);
		expect([inbound.participant_sid, inbound.delivery]).toEqual([PARTICIPANT, null]);
		const { body } = await write({ Body: "out" }, { authorization: AUTHORIZATION });
		const list = await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${body.sid}/Receipts`, undefined, ENABLED);
		const [receipt] = list.body.delivery_receipts;
		const path = `/v1/Conversations/${CHANNEL}/Messages/${body.sid}/Receipts/${receipt.sid}`;
		sandbox.update({ path, values: { status: "delivered" } });
		sandbox.update({ path, values: { status: "delivered" } });
		sandbox.update({ path, values: { status: "undelivered", error_code: 30003 } });
		const [added, ...moved] = (await received()).map(({ fields }) => fields);
		expect(added?.EventType).toBe("onMessageAdded");
		const common = {
			EventType: "onDeliveryUpdated",
			AccountSid: ACCOUNT,
			ConversationSid: CHANNEL,
			ChatServiceSid: SERVICE,
			MessageSid: body.sid,
			DeliveryReceiptSid: receipt.sid,
			ChannelMessageSid: receipt.channel_message_sid,
			ParticipantSid: PARTICIPANT,
			RetryCount: "0",
			DateCreated: expect.stringMatching(/\.\d{3}Z$/),
			DateUpdated: expect.stringMatching(/\.\d{3}Z$/),
		};
		expect(moved).toEqual([
			{ ...common, Status: "delivered" },
			{ ...common, Status: "undelivered", ErrorCode: "30003" },
		]);
	});
});

describe("the official package and ours accept the signature", () => {
	const TEXTS = ['It\'s +1 & 2% of "a" = b; ~(x)* @ü/é?', "🎉 emoji 👩‍👩‍👧", " two  spaces ", "a\r\nb", ":!'", "+", ""];

	test.each(["POST", "GET"] as const)("of every event, with any text, by %s", async (method) => {
		const address = (url: string) => `${url}/hook?a='b'&c=%20d+e`;
		const options: SandboxOptions = { preWebhooks: "all", emptyCreate: "accept", seed: SMS_SEED };
		const { sandbox, url, act, write, received } = await start(
			(url) => ({ method, url: address(url), preUrl: address(url) }),
			options,
		);
		for (const Body of TEXTS) {
			const { body } = await act("createConversationMessage", { Body, Attributes: JSON.stringify({ Body }) });
			await write({ Body: `${Body}.` }, ENABLED, `${SERVICE_MESSAGES}/${body.sid}`);
			for (const path of sandbox
				.snapshot()
				.resources.flatMap(({ path, items }) =>
					path.endsWith(`${body.sid}/Receipts`) ? items.map(({ sid }) => `${path}/${sid}`) : [],
				)) {
				sandbox.update({ path, values: { status: "failed", error_code: 30008 } });
			}
			await act("deleteConversationMessage", { Sid: body.sid });
		}
		const requests = await received();
		expect(new Set(requests.map(({ fields }) => fields.EventType)).size).toBe(7);
		expect(requests.filter((request) => !isValid(request, url))).toEqual([]);
		for (const { fields: _, url: path, ...request } of requests) {
			await verify({ ...request, url: url + path, authToken: TOKEN });
		}
		for (const Body of TEXTS) {
			expect(requests.some(({ fields }) => fields.EventType === "onMessageAdded" && fields.Body === Body)).toBe(true);
		}
		expect(requests.every((request) => request.method === method && (request.body === "") === (method === "GET"))).toBe(true);
		const [request] = requests;
		if (request) expect(isValid({ ...request, url: `${request.url}x` }, url)).toBe(false);
	});

	test("that the password of the account makes", async () => {
		const { url, write, received } = await start(post, { credentials: [{ username: "SK1", password: "x" }, ...CREDENTIALS] });
		await write({ Body: "x" });
		expect((await received()).map((request) => isValid(request, url))).toEqual([true]);
	});

	test("of a receiver with a password in its address, which is sent as a header", async () => {
		const { url, write, received } = await start((url) => ({ url: `${url.replace("//", "//jo:secret@")}/hook#rc=2` }));
		await write({ Body: "x" });
		const [request] = await received();
		expect(request?.headers.authorization).toBe(`Basic ${btoa("jo:secret")}`);
		expect(request && isValid(request, url)).toBe(true);
	});
});

describe("a pre-action webhook", () => {
	const pre = (url: string) => ({ preUrl: `${url}/pre`, url: `${url}/post` });
	const reply =
		(status: number, body: unknown): Handler =>
		({ url }, response) =>
			json(response, url === "/pre" ? status : 200, url === "/pre" ? body : {});

	test("asks about a message that has no SID yet, and is made with what the response says", async () => {
		const changes = { body: "edited", author: "moderator", attributes: '{"a":1}', index: 7 };
		const { act, received } = await start(pre, {}, reply(200, changes));
		const { body } = await act("createConversationMessage", { Body: "raw" });
		expect(body).toMatchObject({ body: "edited", author: "moderator", attributes: '{"a":1}', index: 0 });
		const [asked, added] = (await received()).map(({ fields }) => fields);
		expect(asked).toEqual({
			EventType: "onMessageAdd",
			AccountSid: ACCOUNT,
			ChatServiceSid: expect.stringMatching(/^IS[\da-f]{32}$/),
			ConversationSid: CHANNEL,
			Source: "SDK",
			ClientIdentity: "ann",
			Author: "ann",
			Body: "raw",
			Attributes: "{}",
			RetryCount: "0",
		});
		expect(added).toMatchObject({ EventType: "onMessageAdded", Body: "edited", ClientIdentity: "ann" });
	});

	test("asks about a change with the new values, and about a deletion", async () => {
		const { act, received } = await start(pre);
		// What was changed is announced in the background, maybe later than the next change is asked about.
		const { body } = await act("createConversationMessage", { Body: "one" });
		await received();
		await act("updateConversationMessage", { Sid: body.sid, Body: "two" });
		await received();
		await act("deleteConversationMessage", { Sid: body.sid });
		const events = (await received()).map(({ fields }) => [fields.EventType, fields.Body, fields.MessageSid === body.sid]);
		expect(events).toEqual([
			["onMessageAdd", "one", false],
			["onMessageAdded", "one", true],
			["onMessageUpdate", "two", true],
			["onMessageUpdated", "two", true],
			["onMessageRemove", "two", true],
			["onMessageRemoved", "two", true],
		]);
	});

	test.each([
		[400, {}, 403],
		[403, {}, 403],
		[500, { stoppedStatus: 400 } as const, 400],
	])("stops a change by %i with 50056", async (status, options, expected) => {
		const { sandbox, act, received } = await start(pre, options, reply(status, {}));
		const { body } = await act("createConversationMessage", { Body: "x" });
		expect(body).toMatchObject({ code: 50056, status: expected });
		expect((await received()).map(({ url }) => url)).toEqual(["/pre"]);
		expect(sandbox.snapshot().resources).toEqual([]);
	});

	test.each([
		[{ body: "x".repeat(1601) }, 50504],
		[{ attributes: { a: 1 } }, 20001],
		[{ attributes: "{" }, 50304],
		[{ author: "x".repeat(257) }, 50310],
	])("that changes a value to %j is an ordinary error to the caller", async (changes, code) => {
		const { sandbox, act, received } = await start(pre, {}, reply(200, changes));
		expect(await act("createConversationMessage", { Body: "x" })).toMatchObject({ status: 400, body: { code } });
		expect(await received()).toHaveLength(1);
		expect(sandbox.snapshot().resources).toEqual([]);
	});

	test("that takes too long changes nothing", async () => {
		const { act } = await start(pre, { sleep: async () => {} }, () => {});
		expect((await act("createConversationMessage", { Body: "raw" })).body.body).toBe("raw");
	});

	test("changes the text of a template", async () => {
		const { act } = await start(pre, {}, reply(200, { body: "edited" }));
		const { body } = await act("createConversationMessage", { ContentSid: `HX${"a".repeat(32)}` });
		expect([body.body, body.content_sid]).toEqual(["edited", null]);
	});

	test.each([
		["participants", ["onMessageAdded"]],
		["all", ["onMessageAdd", "onMessageAdded"]],
	] as const)("asks about requests with the header, by the option: %s", async (preWebhooks, events) => {
		const { write, received } = await start(pre, { preWebhooks });
		await write({ Body: "x" });
		expect((await received()).map(({ fields }) => fields.EventType)).toEqual(events);
	});
});

test("filters choose events", async () => {
	const { sandbox, act, received } = await start((url) => ({ url, filters: ["onMessageRemoved"] }));
	const { body } = await act("createConversationMessage", { Body: "x" });
	await act("deleteConversationMessage", { Sid: body.sid });
	expect((await received()).map(({ fields }) => fields.EventType)).toEqual(["onMessageRemoved"]);
	expect(() => sandbox.webhooks.configure({ filters: ["onMessageAddded"] })).toThrow("did you mean onMessageAdded?");
});

describe("over HTTP", () => {
	const listen = async (options: SandboxOptions = {}, webhooks: Parameters<typeof start>[0] = post) => {
		const started = await start(webhooks, options);
		const running = await started.sandbox.listen();
		onTestFinished(() => running.close());
		const admin = async (method: string, path: string, body?: object) => {
			const response = await fetch(`${running.url}/_sandbox${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
			const text = await response.text();
			return { status: response.status, body: text === "" ? null : JSON.parse(text) };
		};
		return { ...started, running, admin };
	};

	test("webhooks are configured and listed, a participant acts, and the recording has what was sent", async () => {
		const { url, admin, received } = await listen({}, () => ({}));
		expect(await admin("PUT", "/webhooks", { url: "http://example.com" })).toMatchObject({ status: 400 });
		const address = `${url.replace("//", "//jo:secret@")}/hook?key=hidden`;
		expect((await admin("PUT", "/webhooks", { url: address, preUrl: url })).status).toBe(204);
		const write = { actor: "ann", operationId: "createConversationMessage", arguments: { ConversationSid: CHANNEL, Body: "in" } };
		expect(await admin("POST", "/act", write)).toMatchObject({ status: 201, body: { body: "in", author: "ann" } });
		expect(await admin("POST", "/act", { ...write, actor: 1 })).toMatchObject({ status: 400, body: { pointer: "/actor" } });
		await received();
		const { body } = await admin("GET", "/webhooks");
		expect(body).toMatchObject({
			preUrl: expect.stringContaining(url),
			pending: 0,
			deliveries: [
				{ name: "onMessageAdd", method: "POST", status: 200 },
				{ name: "onMessageAdded", method: "POST", url: `${url}/hook`, status: 200 },
			],
		});
		const har = (await admin("GET", "/har")).body;
		const sent = har.log.entries.find(({ comment }: { comment: string }) => comment === "webhook onMessageAdded");
		expect(sent.request.postData.text).toContain("EventType=onMessageAdded");
		expect(JSON.stringify([body, har])).not.toMatch(/secret|hidden/);
	});

	test("a receiver that fails does not touch the response", async () => {
		const { running, admin } = await listen({}, () => ({ url: "http://127.0.0.1:1/" }));
		const target = `${running.url}/v1/Conversations/${CHANNEL}/Messages`;
		const response = await fetch(target, { method: "POST", headers: ENABLED, body: new URLSearchParams({ Body: "x" }) });
		expect(response.status).toBe(201);
		await expect
			.poll(async () => (await admin("GET", "/webhooks")).body.deliveries)
			.toMatchObject([{ name: "onMessageAdded", status: null, error: expect.any(String) }]);
	});
});

describe("parameters on the wire", () => {
	// As they were seen; each is the order in which a HashMap of Java iterates.
	const SEEN = {
		"onMessageAdd, GET":
			"ClientIdentity RetryCount EventType Attributes Author ChatServiceSid ParticipantSid Body AccountSid Source ConversationSid",
		"onMessageAdded, 2021, POST and GET":
			"EventType Attributes DateCreated Index MessageSid AccountSid Source ClientIdentity RetryCount Author ParticipantSid Body ConversationSid",
		"onMessageAdded, 2024, GET":
			"MessagingServiceSid EventType Attributes DateCreated Index ChatServiceSid MessageSid AccountSid Source RetryCount Author ParticipantSid Body ConversationSid",
		"onMessageSent, POST":
			"EventType InstanceSid Attributes DateCreated Index From MessageSid AccountSid Source ChannelSid ClientIdentity RetryCount Body",
	};
	/** Those of which two were seen next to each other in one bucket. */
	const FIRST = ["ClientIdentity", "ParticipantSid", "AccountSid"];

	test.each(Object.entries(SEEN))("have the order of %s", (_, seen) => {
		const names = seen.split(" ");
		const given = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name)).sort()];
		expect(inWireOrder(given.map((name) => [name, ""])).map(([name]) => name)).toEqual(names);
	});

	test("have it also when the sandbox sends them", async () => {
		const { act, received } = await start((url) => ({ url, preUrl: url }));
		await act("createConversationMessage", { Body: "x", Author: "message author" });
		const [asked, added] = (await received()).map(({ fields }) => Object.keys(fields).join(" "));
		expect(asked).toBe(SEEN["onMessageAdd, GET"]);
		const all = SEEN["onMessageAdded, 2024, GET"].replace("Source", "Source ClientIdentity");
		expect(added).toBe(all);
	});

	test("are encoded as they were seen", () => {
		const parameters = [["a b", "it's :!@+{}~(*)-._ é🎉"]] as const;
		expect(writeParameters(parameters, "POST")).toBe("a+b=it%27s+%3A%21%40%2B%7B%7D%7E%28*%29-._+%C3%A9%F0%9F%8E%89");
		expect(writeParameters(parameters, "GET")).toBe("a+b=it%27s+:!%40%2B%7B%7D%7E%28*%29-._+%C3%A9%F0%9F%8E%89");
	});

	test("arrive as they were, and no URL parser changes them", () => {
		const text = fc.string({ unit: "grapheme" });
		fc.assert(
			fc.property(fc.dictionary(text, text), fc.constantFrom("GET" as const, "POST" as const), (fields, method) => {
				const written = writeParameters(Object.entries(fields), method);
				expect(Object.fromEntries(new URLSearchParams(written))).toEqual({ ...fields });
				const url = `http://localhost/?${written}`;
				expect(new URL(url).href).toBe(url);
			}),
		);
	});
});
