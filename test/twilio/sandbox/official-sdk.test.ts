import type twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunningSandbox, Sandbox, SandboxExchange } from "../../../src/sandbox.ts";
import { api } from "../../../src/twilio/api.ts";
import { EXAMPLE_CONTENT_SID, EXAMPLE_MEDIA_SID } from "../../../src/twilio/placeholders.ts";
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
import {
	callsOf,
	GENERATIONS,
	type Instance,
	lowerCamel,
	missingCalls,
	type OfficialPackage,
	type PackageCalls,
} from "./official-package.ts";

const DATE = "2015-12-16T22:18:37Z";
const SIDS: Readonly<Record<string, string>> = { MediaSid: EXAMPLE_MEDIA_SID, ContentSid: EXAMPLE_CONTENT_SID };

/** By generation and operation: the fields and headers that it knows nothing of, so that it leaves them out. */
const LACKING_FIELDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	"twilio 3.84.1": {
		createConversationMessage: ["Subject"],
		updateConversationMessage: ["Subject"],
		createServiceConversationMessage: ["Subject"],
		updateServiceConversationMessage: ["Subject"],
	},
};

/** By generation: the operations that it has no method for. Every generation has all of them. */
const LACKING: Readonly<Record<string, readonly OperationName[]>> = {};

let sandbox: Sandbox;
let running: RunningSandbox;
let exchanges: SandboxExchange[] = [];

beforeAll(async () => {
	sandbox = checkedSandbox({ onExchange: (exchange) => void exchanges.push(exchange) });
	running = await sandbox.listen();
});
beforeEach(() => {
	exchanges = [];
	sandbox.reset();
});
afterAll(() => running.close());

/** A request client of one's own, which sends everything to the sandbox. */
function rewritingClient(official: OfficialPackage) {
	const client = new official.RequestClient();
	const send = client.request.bind(client);
	client.request = (options) => {
		const { pathname, search } = new URL(options.uri);
		return send({ ...options, uri: `${running.url}${pathname}${search}` });
	};
	return client;
}

type Connect = (token?: string) => twilio.Twilio;

const WAYS: Record<string, (official: OfficialPackage) => Connect> = {
	"by the base URLs of its products":
		(official) =>
		(token = "token") => {
			const client = official(ACCOUNT, token);
			client.conversations.baseUrl = running.url;
			client.chat.baseUrl = running.url;
			return client;
		},
	"by a request client that rewrites the origin":
		(official) =>
		(token = "token") =>
			official(ACCOUNT, token, { httpClient: rewritingClient(official) }),
};

const CASES = Object.entries(GENERATIONS).flatMap(([generation, official]) =>
	Object.entries(WAYS).map(([way, make]) => [generation, way, make(official)] as const),
);

describe.each(CASES)("%s, pointed at the sandbox %s", (generation, _way, connect) => {
	const messages = () => connect().chat.v1.services(SERVICE).channels(CHANNEL).messages;

	test("does every operation of the description", async () => {
		const client = connect();
		const lacking = LACKING[generation] ?? [];
		expect(COLLECTIONS.flatMap((collection) => missingCalls(client, collection))).toEqual(lacking);
		for (const collection of COLLECTIONS) {
			const { operations } = collection;
			const offered = Object.fromEntries(Object.entries(operations).filter(([, name]) => !lacking.includes(name)));
			await useCollection(client, { ...collection, operations: offered });
		}
		const done = new Set(exchanges.filter(({ response }) => response.status < 300).map(({ operationId }) => operationId));
		expect(OPERATION_NAMES.filter((name) => !done.has(name))).toEqual(lacking);
	});

	test("sends every documented field and header of a write", async () => {
		const lacking: Record<string, string[]> = {};
		for (const { operations, parents } of COLLECTIONS) {
			if (operations.create === undefined || operations.update === undefined) continue;
			const created = await callsOf(connect(), operations.create, parents).create({ body: "x" });
			for (const [name, method] of [
				[operations.create, "create"],
				[operations.update, "update"],
			] as const) {
				const { options, expected } = everyOption(name);
				await callsOf(connect(), name, { ...parents, Sid: created.sid })[method](options);
				const { operationId, request } = lastExchange();
				expect(operationId).toBe(name);
				const sent = new Map([...new URLSearchParams(request.body ?? ""), ...Object.entries(request.headers)]);
				const missing = [...expected].filter(([field, value]) => sent.get(field) !== value).map(([field]) => field);
				if (missing.length > 0) lacking[name] = missing;
			}
		}
		expect(lacking).toEqual(LACKING_FIELDS[generation] ?? {});
	});

	test("takes a unique name where the description has no pattern", async () => {
		const rooms = connect().conversations.v1.conversations;
		const created = await rooms("a-room").messages.create({ body: "x" });
		expect(created.conversationSid).toMatch(/^CH[0-9a-f]{32}$/);
		expect((await rooms("a-room").messages.list()).map(({ sid }) => sid)).toEqual([created.sid]);
		expect((await rooms(created.conversationSid).messages(created.sid).fetch()).body).toBe("x");
		const { channelSid, sid } = await connect().chat.v2.services(SERVICE).channels("a-room").messages.create({ body: "y" });
		expect((await connect().chat.v2.services(SERVICE).channels(channelSid).messages(sid).fetch()).body).toBe("y");
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
function twiceWrong(connect: Connect) {
	const client = connect();
	client.username = "somebody";
	return client.chat.v1.services(SERVICE).channels(CHANNEL).messages.create({ body: "x" });
}

type Members = Readonly<Record<string, unknown>>;

function lastExchange(): SandboxExchange {
	const exchange = exchanges.at(-1);
	if (exchange === undefined) throw new Error("expected an exchange");
	return exchange;
}

/** A value for each field and header of an operation, as the package takes it and as it has to be sent. */
function everyOption(name: OperationName) {
	const options: Record<string, unknown> = {};
	const expected = new Map<string, string>();
	const documented = api.payloads.operations[name]?.parameterExamples ?? {};
	for (const [field, { in: place }] of Object.entries(table[name].parameters)) {
		if (place !== "header") continue;
		options[lowerCamel(field)] = documented[field];
		expected.set(field.toLowerCase(), String(documented[field]));
	}
	const { body } = table[name];
	const fields = body?.mediaType === "application/x-www-form-urlencoded" ? body.fields : {};
	for (const [field, { dateTime, json }] of Object.entries(fields)) {
		const text = SIDS[field] ?? (json ? '{"name": "x"}' : `a ${field}`);
		options[lowerCamel(field)] = dateTime ? new Date(DATE) : text;
		expected.set(field, dateTime ? DATE : text);
	}
	return { options, expected };
}

/** Calls every operation of a collection, and checks what the package returns. */
async function useCollection(client: twilio.Twilio, collection: DescribedCollection): Promise<void> {
	const { operations, parents } = collection;
	const calls = (name: OperationName, Sid = "") => callsOf(client, name, { ...parents, Sid });
	sandbox.seed({ resources: seedFor(collection) });
	const items = operations.create
		? await createItems(operations.create, calls(operations.create))
		: seededItems(collection).map(camelMembers);
	const [first, second] = items.map(({ sid }) => String(sid));
	if (operations.list) await expectPages(operations.list, calls(operations.list), items);
	if (operations.fetch) expect(membersOf(await calls(operations.fetch, second).fetch())).toMatchObject(items[1] ?? {});
	if (operations.update) await expectUpdate(operations.update, calls(operations.update, second), items[1] ?? {});
	if (operations.delete) {
		expect(await calls(operations.delete, second).remove()).toBe(true);
		await expect(calls(operations.delete, second).remove()).rejects.toMatchObject({ status: 404, code: 20404 });
		if (operations.fetch)
			await expect(calls(operations.fetch, second).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
		if (operations.list) expect((await calls(operations.list).list()).map(({ sid }) => sid)).not.toContain(second);
		if (operations.fetch) expect((await calls(operations.fetch, first).fetch()).sid).toBe(first);
	}
}

async function createItems(name: OperationName, calls: PackageCalls): Promise<Members[]> {
	const author = table[name].body?.fields.Author ? "author" : "from";
	const items: Members[] = [];
	for (let number = 0; number < ITEMS; number++) {
		const options = { body: `one + one & ${number}`, attributes: `{"n": ${number}}`, [author]: "ann" };
		const created = await calls.create(options);
		expect(created).toMatchObject({ ...options, sid: expect.stringMatching(/^IM[0-9a-f]{32}$/), index: number });
		items.push(membersOf(created));
	}
	return items;
}

async function expectUpdate(name: OperationName, calls: PackageCalls, before: Members): Promise<void> {
	const { dateUpdated: _, wasEdited, lastUpdatedBy, ...rest } = before;
	const by = lastUpdatedBy === undefined ? {} : { lastUpdatedBy: "bob" };
	const updated = await calls.update({ body: "", ...by });
	expect(membersOf(updated)).toMatchObject({ ...rest, body: "", ...by, ...(wasEdited === undefined ? {} : { wasEdited: true }) });
	expect(exchanges.at(-1)).toMatchObject({ operationId: name, response: { status: 200 } });
}

/** Reads a list by each way that the package has: at once, by a callback, page after page; in each order that is documented. */
async function expectPages(name: OperationName, calls: PackageCalls, items: readonly Members[]): Promise<void> {
	const orders = table[name].parameters.Order ? [{}, { order: "asc" }, { order: "desc" }] : [{}];
	for (const order of orders) {
		// The package writes into the options it is given.
		const options = () => ({ ...order, pageSize: PAGE_SIZE });
		const expected = "order" in order && order.order === "desc" ? items.toReversed() : items;
		const before = exchanges.length;
		expect((await calls.list(options())).map(membersOf)).toMatchObject(expected);
		expect(exchanges.slice(before).map(({ operationId }) => operationId)).toEqual(Array(PAGES).fill(name));
		expect((await calls.list({ ...options(), limit: PAGE_SIZE + 1 })).map(membersOf)).toMatchObject(
			expected.slice(0, PAGE_SIZE + 1),
		);
		expect((await eachOf(calls, options())).map(membersOf)).toMatchObject(expected);
		const [first, second, third] = [0, 1, 2].map((page) => expected.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
		let page = await calls.page(options());
		for (const part of [first, second, third]) {
			expect(page.instances.map(membersOf)).toMatchObject(part ?? []);
			page = (await page.nextPage()) ?? page;
		}
		expect(await page.nextPage()).toBeUndefined();
		expect((await page.previousPage())?.instances.map(membersOf)).toMatchObject(second ?? []);
	}
}

function eachOf(calls: PackageCalls, options: object): Promise<Instance[]> {
	return new Promise((resolve, reject) => {
		const found: Instance[] = [];
		const done = (error?: Error) => (error ? reject(error) : resolve(found));
		calls.each({ ...options, done }, (instance) => void found.push(instance));
	});
}

/** The members of a resource of the package, which are those of the payload in another spelling. */
function membersOf(instance: Instance): Members {
	return instance.toJSON();
}

function camelMembers(payload: Members): Members {
	return Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]),
	);
}
