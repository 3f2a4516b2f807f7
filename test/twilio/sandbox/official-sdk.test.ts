import twilio from "twilio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningSandbox, Sandbox } from "../../../src/sandbox.ts";
import { ACCOUNT, CHANNEL, checkedSandbox, SERVICE } from "./helpers.ts";

let sandbox: Sandbox;
let running: RunningSandbox;

beforeAll(async () => {
	sandbox = checkedSandbox();
	running = await sandbox.listen();
});
afterAll(() => running.close());

/** A request client of one's own, which sends everything to the sandbox. */
function rewritingClient() {
	const client = new twilio.RequestClient();
	const send = client.request.bind(client);
	client.request = (options) => {
		const { pathname, search } = new URL(options.uri);
		return send({ ...options, uri: `${running.url}${pathname}${search}` });
	};
	return client;
}

const WAYS: Record<string, (credentials?: string) => twilio.Twilio> = {
	"by the base URLs of its products": (token = "token") => {
		const client = twilio(ACCOUNT, token);
		client.conversations.baseUrl = running.url;
		client.chat.baseUrl = running.url;
		return client;
	},
	"by a request client that rewrites the origin": (token = "token") => twilio(ACCOUNT, token, { httpClient: rewritingClient() }),
};

describe.each(Object.entries(WAYS))("the official package, pointed at the sandbox %s", (_, connect) => {
	const messages = () => connect().chat.v1.services(SERVICE).channels(CHANNEL).messages;

	test("creates, fetches, updates and removes", async () => {
		const created = await messages().create({ body: "one + one & two", from: "ann", attributes: '{"a": 1}' });
		expect(created).toMatchObject({
			body: "one + one & two",
			from: "ann",
			attributes: '{"a": 1}',
			wasEdited: false,
			channelSid: CHANNEL,
		});
		const fetched = await messages()(created.sid).fetch();
		expect(fetched.toJSON()).toEqual(created.toJSON());
		const updated = await messages()(created.sid).update({ body: "" });
		expect(updated).toMatchObject({ sid: created.sid, body: "", attributes: '{"a": 1}', wasEdited: true });
		expect(await messages()(created.sid).remove()).toBe(true);
		await expect(messages()(created.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
	});

	test("lists several pages, in both orders", async () => {
		sandbox.reset();
		for (let number = 0; number < 7; number++) await messages().create({ body: `${number}` });
		const bodies = async (order: "asc" | "desc") => (await messages().list({ order, pageSize: 3 })).map(({ body }) => body);
		expect(await bodies("asc")).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
		expect(await bodies("desc")).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
		expect((await messages().list({ limit: 4 })).length).toBe(4);
		const first = await messages().page({ pageSize: 3 });
		const second = await first.nextPage();
		expect(second?.instances.map(({ body }) => body)).toEqual(["3", "4", "5"]);
		expect((await second?.previousPage())?.instances.map(({ body }) => body)).toEqual(["0", "1", "2"]);
	});

	test("writes by a service into a conversation, and reads without one", async () => {
		const client = connect();
		const created = await client.conversations.v1
			.services(SERVICE)
			.conversations(CHANNEL)
			.messages.create({
				author: "message author",
				contentSid: `HX${"a".repeat(32)}`,
				contentVariables: '{"name": "John"}',
				dateCreated: new Date("2015-12-16T22:18:37Z"),
				xTwilioWebhookEnabled: "true",
			});
		expect(created).toMatchObject({ body: "Hello John", chatServiceSid: SERVICE, participantSid: `MB${"a".repeat(32)}` });
		const fetched = await client.conversations.v1.conversations(CHANNEL).messages(created.sid).fetch();
		expect(fetched).toMatchObject({ sid: created.sid, body: "Hello John", dateCreated: new Date("2015-12-16T22:18:37Z") });
		expect(fetched.links.delivery_receipts).toBe(`${fetched.url}/Receipts`);
	});

	test.each([
		["no such message", () => messages()(`IM${"0".repeat(32)}`).fetch(), 404, 20404],
		["a malformed SID", () => messages()("IM1").fetch(), 404, 20404],
		["attributes that are no JSON", () => messages().create({ body: "x", attributes: "{" }), 400, 50304],
		["a page that is too large", () => messages().page({ pageSize: 1001 }), 400, 20007],
		["an update of nothing", async () => messages()((await messages().create({ body: "x" })).sid).update({}), 400, 20161],
		["wrong credentials", () => twiceWrong(connect), 401, 20003],
	])("throws its own exception for %s", async (_name, run, status, code) => {
		await expect(run()).rejects.toMatchObject({ status, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` });
	});

	test("repeats after 429 if it is told to", async () => {
		sandbox.inject({ status: 429, times: 1 });
		await expect(messages().create({ body: "once" })).rejects.toMatchObject({ status: 429, code: 20429 });
		expect(await messages().create({ body: "twice" })).toMatchObject({ body: "twice" });
	});
});

/** The sandbox takes any token that is there; a name that is no SID is wrong for certain. */
function twiceWrong(connect: (token?: string) => twilio.Twilio) {
	const client = connect();
	client.username = "somebody";
	return client.chat.v1.services(SERVICE).channels(CHANNEL).messages.create({ body: "x" });
}
