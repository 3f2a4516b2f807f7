import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "../../../src/index.ts";
import type { RunningSandbox } from "../../../src/sandbox.ts";
import { ACCOUNT, CHANNEL, checkedSandbox, SERVICE } from "./helpers.ts";

const sandbox = checkedSandbox();
let running: RunningSandbox;
beforeAll(async () => {
	running = await sandbox.listen();
});
afterAll(() => running.close());

const credentials = { accountSid: ACCOUNT, authToken: "token" };
const WAYS = {
	"without a port": () => createClient({ ...credentials, fetch: sandbox.fetch }),
	"over HTTP": () => createClient({ ...credentials, baseUrl: running.url }),
};

describe.each(Object.entries(WAYS))("the client of this package, %s", (_, connect) => {
	test("creates, fetches, lists, updates and deletes", async () => {
		sandbox.reset();
		const client = connect();
		const channel = { ServiceSid: SERVICE, ChannelSid: CHANNEL };
		const create = (Body: string) => client.createChannelMessage({ ...channel, Body });
		await create("a");
		const { sid: Sid } = await create("b");
		if (Sid === null) throw new Error("expected a SID, got null");
		await create("c");
		expect((await client.updateChannelMessage({ ...channel, Sid, Attributes: '{"x":1}' })).was_edited).toBe(true);
		expect(await client.fetchChannelMessage({ ...channel, Sid })).toMatchObject({ body: "b", attributes: '{"x":1}' });
		const found: (string | null)[] = [];
		for await (const { body } of client.listChannelMessages({ ...channel, Order: "desc", PageSize: 2 })) found.push(body);
		expect(found).toEqual(["c", "b", "a"]);
		await client.deleteChannelMessage({ ...channel, Sid });
		await expect(client.fetchChannelMessage({ ...channel, Sid })).rejects.toMatchObject({ status: 404, code: 20404 });
	});

	test("writes by a service into a conversation, and reads without one", async () => {
		const client = connect();
		const created = await client.createServiceConversationMessage({
			ChatServiceSid: SERVICE,
			ConversationSid: "a room",
			Body: "x",
			Author: "ann",
		});
		if (created.sid === null) throw new Error("expected a SID, got null");
		const fetched = await client.fetchConversationMessage({ ConversationSid: "a room", Sid: created.sid });
		expect(fetched).toMatchObject({ sid: created.sid, body: "x", author: "ann", conversation_sid: created.conversation_sid });
	});
});
