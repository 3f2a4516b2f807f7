import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import { createClient, createLeanClient } from "../../../src/index.ts";
import type { RunningSandbox, SandboxExchange } from "../../../src/sandbox.ts";
import {
	COLLECTIONS,
	type DescribedCollection,
	ITEMS,
	OPERATION_NAMES,
	type OperationName,
	PAGE_SIZE,
	PAGES,
	seededItems,
	seedFor,
	table,
} from "./collections.ts";
import { ACCOUNT, CHANNEL, checkedSandbox, SERVICE } from "./helpers.ts";

let exchanges: SandboxExchange[] = [];
const sandbox = checkedSandbox({ onExchange: (exchange) => void exchanges.push(exchange) });
let running: RunningSandbox;
beforeAll(async () => {
	running = await sandbox.listen();
});
afterAll(() => running.close());

const credentials = { accountSid: ACCOUNT, authToken: "token" };
const WAYS = {
	"without a port": () => createClient({ ...credentials, fetch: sandbox.fetch }),
	"over HTTP": () => createClient({ ...credentials, baseUrl: running.url, validate: "all", onDrift: "throw" }),
	"over HTTP, without validators": () => createLeanClient({ ...credentials, baseUrl: running.url }),
};

describe.each(Object.entries(WAYS))("the client of this package, %s", (_, connect) => {
	test("does every operation of the description", async () => {
		exchanges = [];
		sandbox.reset();
		const methods = connect() as unknown as ClientMethods;
		for (const collection of COLLECTIONS) await useCollection(methods, collection);
		const done = new Set(exchanges.filter(({ response }) => response.status < 300).map(({ operationId }) => operationId));
		expect(OPERATION_NAMES.filter((name) => !done.has(name))).toEqual([]);
	});

	test("takes a unique name in the place of a conversation or a channel", async () => {
		sandbox.reset();
		const client = connect();
		const name = "a room é";
		const created = await client.createConversationMessage({ ConversationSid: name, Body: "x" });
		expect(created.conversation_sid).toMatch(/^CH[0-9a-f]{32}$/);
		const within = { ChatServiceSid: SERVICE, ConversationSid: name } as const;
		expect(await client.listConversationMessages({ ConversationSid: name }).toArray()).toMatchObject([{ sid: created.sid }]);
		expect(await client.listServiceConversationMessages(within).toArray()).toMatchObject([{ sid: created.sid }]);
		const { sid: Sid } = created;
		if (Sid === null) throw new Error("expected a SID, got null");
		expect((await client.updateServiceConversationMessage({ ...within, Sid, Body: "y" })).body).toBe("y");
		await client.deleteConversationMessage({ ConversationSid: name, Sid });
		expect(await client.listServiceConversationMessages(within).toArray()).toEqual([]);
		const channel = await client.createChatMessage({ ServiceSid: SERVICE, ChannelSid: name, Body: "z" });
		expect(channel.channel_sid).toMatch(/^CH[0-9a-f]{32}$/);
		expect(await client.listChatMessages({ ServiceSid: SERVICE, ChannelSid: name }).toArray()).toMatchObject([{ body: "z" }]);
	});

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

type Payload = Readonly<Record<string, unknown>>;
type Arguments = Readonly<Record<string, unknown>>;

/** The pager of any list. */
interface AnyPager extends AsyncIterable<Payload> {
	pages(): AsyncIterable<Payload>;
	toArray(options?: { limit: number }): Promise<Payload[]>;
	firstPage(): Promise<Payload>;
}

/** The methods of every operation, whatever each of them returns. */
type ClientMethods = Readonly<Record<OperationName, (values: Arguments) => Promise<Payload> & AnyPager>>;

/** Calls every method of a collection, and checks what it returns. */
async function useCollection(methods: ClientMethods, collection: DescribedCollection): Promise<void> {
	const { operations, parents } = collection;
	sandbox.seed({ resources: seedFor(collection) });
	const items = operations.create
		? await createItems(methods[operations.create], operations.create, parents)
		: seededItems(collection);
	const item = { ...parents, Sid: items[1]?.sid };
	if (operations.list) await expectPages(methods[operations.list], operations.list, parents, items);
	if (operations.fetch) expect(await methods[operations.fetch](item)).toMatchObject(items[1] ?? {});
	if (operations.update) {
		const { date_updated, was_edited, last_updated_by, ...kept } = items[1] ?? {};
		const updated = await methods[operations.update]({ ...item, Body: "", Attributes: { changed: true } });
		expect(updated).toMatchObject({ ...kept, body: "", attributes: '{"changed":true}' });
		if (operations.fetch) expect(await methods[operations.fetch](item)).toEqual(updated);
	}
	if (operations.delete) {
		expect(await methods[operations.delete](item)).toBeUndefined();
		await expect(methods[operations.delete](item)).rejects.toMatchObject({ status: 404, code: 20404 });
		if (operations.fetch) await expect(methods[operations.fetch](item)).rejects.toMatchObject({ status: 404, code: 20404 });
		if (operations.list) expect(await methods[operations.list](parents).toArray()).toHaveLength(ITEMS - 1);
	}
}

async function createItems(create: ClientMethods[OperationName], name: OperationName, parents: Arguments): Promise<Payload[]> {
	const author = table[name].body?.fields.Author ? "Author" : "From";
	const items: Payload[] = [];
	for (let number = 0; number < ITEMS; number++) {
		const fields = { Body: `one + one & ${number}`, [author]: "ann", Attributes: { number } };
		const created = await create({ ...parents, ...fields });
		expect(created).toMatchObject({
			...{ sid: expect.stringMatching(/^IM[0-9a-f]{32}$/), index: number, [author.toLowerCase()]: "ann" },
			...{ body: fields.Body, attributes: JSON.stringify({ number }) },
		});
		items.push(created);
	}
	return items;
}

/** Reads a list by each way of its pager, in each documented order. */
async function expectPages(
	list: (values: Arguments) => AnyPager,
	name: OperationName,
	parents: Arguments,
	items: readonly Payload[],
): Promise<void> {
	for (const Order of table[name].parameters.Order ? [undefined, "asc", "desc"] : [undefined]) {
		const expected = Order === "desc" ? items.toReversed() : items;
		const pager = () => list({ ...parents, Order, PageSize: PAGE_SIZE });
		const before = exchanges.length;
		const found: Payload[] = [];
		for await (const item of pager()) found.push(item);
		expect(found).toMatchObject(expected);
		expect(exchanges.slice(before).map(({ operationId }) => operationId)).toEqual(Array(PAGES).fill(name));
		const pages: unknown[] = [];
		for await (const page of pager().pages()) pages.push(itemsOf(name, page));
		const parts = Array.from({ length: PAGES }, (_, page) => expected.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
		expect(pages).toMatchObject(parts);
		expect(await pager().toArray()).toEqual(found);
		expect(await pager().toArray({ limit: PAGE_SIZE + 1 })).toEqual(found.slice(0, PAGE_SIZE + 1));
		expect(itemsOf(name, await pager().firstPage())).toEqual(found.slice(0, PAGE_SIZE));
	}
}

function itemsOf(name: OperationName, page: Payload): unknown {
	return valueAt(page, table[name].pagination?.items ?? "");
}
