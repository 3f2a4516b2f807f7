import { describe, expect, test } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import type { SandboxRunOptions } from "../../../src/core/sandbox/options.ts";
import { SeedError, type WebhookPolicy } from "../../../src/core/sandbox/policy.ts";
import { WebhookOptionError, type WebhookOptions } from "../../../src/core/sandbox/webhook-options.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { toyPolicy } from "./toy-policy.ts";
import { toyWebhooks } from "./toy-webhooks.ts";

const HOME = "https://api.library.test/v2";
const URL_ = "http://localhost:1/hook";

interface Received {
	readonly url: string;
	readonly init: RequestInit;
	// biome-ignore lint/suspicious/noExplicitAny: the tests look into it
	readonly body: any;
	readonly headers: Headers;
}

type Receiver = (received: Received, index: number) => Response | Promise<Response>;

/** A sandbox whose webhooks go to a function; no time passes unless the test says so. */
function start(
	receive: Receiver,
	webhooks: WebhookOptions = { url: URL_ },
	policy: Partial<WebhookPolicy> = {},
	options: SandboxRunOptions = {},
) {
	const received: Received[] = [];
	const sandbox = createApiSandbox(toyApi, toyPolicy({ check: () => undefined, webhooks: toyWebhooks(policy) }), {
		sleep: () => new Promise(() => {}),
		...options,
		webhooks: {
			async fetch(url, init) {
				const one = { url, init, body: JSON.parse(String(init.body)), headers: new Headers(init.headers) };
				received.push(one);
				return receive(one, received.length - 1);
			},
			...webhooks,
		},
	});
	const ask = async (method: string, url: string, fields?: object) => {
		const headers = { "x-key": "ann", "content-type": "application/json" };
		const { status, body } = await sandbox.handle({ method, url, headers, body: fields ? JSON.stringify(fields) : null });
		return { status, body: JSON.parse(body ?? "null") };
	};
	return { sandbox, received, ask };
}

const ok = () => new Response(null, { status: 204 });
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const PRE = { preUrl: "http://127.0.0.1:1/pre" };
const SHELVES = `${HOME}/shelves`;
const shelfCount = ({ sandbox }: ReturnType<typeof start>) =>
	sandbox.snapshot().resources.reduce((sum, { items }) => sum + items.length, 0);

describe("a change is announced", () => {
	test("once, in the order of the changes, one after another, and with a UUID of its own", async () => {
		let open = 0;
		const { ask, sandbox, received } = start(async () => {
			expect(++open).toBe(1);
			await new Promise((resolve) => setImmediate(resolve));
			open--;
			return ok();
		});
		for (const name of ["east", "west", "north"]) expect((await ask("POST", SHELVES, { name })).status).toBe(201);
		await ask("DELETE", `${SHELVES}/${(await ask("POST", SHELVES, { name: "south" })).body.id}`);
		await sandbox.webhooks.settled();
		expect(received.map(({ body }) => new Date(body.due).getSeconds())).toEqual([0, 1, 2, 3, 3]);
		expect(received[0]?.body).toEqual({ event: "lent", book: "bk_00000001", days: 1, reader: "desk", due: expect.any(String) });
		expect(new Set(received.map(({ headers }) => headers.get("x-delivery"))).size).toBe(5);
		expect(received[0]?.headers.get("x-delivery")).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
		expect(received[0]?.headers.get("x-account")).toBe("ann");
	});

	test("but not what reads, what is rejected, what is seeded, and what goes back to the start", async () => {
		const { ask, sandbox, received } = start(ok);
		await ask("GET", `${HOME}/hall`);
		await ask("DELETE", `${SHELVES}/shelf-0000`);
		await ask("POST", SHELVES, { name: 1 });
		sandbox.seed({ resources: [{ path: "/shelves", items: [{ id: "shelf-0001" }] }] });
		sandbox.restore(sandbox.snapshot());
		sandbox.reset();
		await sandbox.webhooks.settled();
		expect(received).toEqual([]);
	});

	test("also one that the service itself makes", async () => {
		const { sandbox, received } = start(ok);
		sandbox.seed({ resources: [{ path: "/shelves", items: [{ id: "shelf-0001" }] }] });
		sandbox.update({ path: "/shelves/shelf-0001", values: { name: "new" } });
		await sandbox.webhooks.settled();
		expect(received).toHaveLength(1);
	});

	test("only if the filters have its name", async () => {
		const { ask, sandbox, received } = start(ok, { url: URL_, filters: ["bookLend"] });
		await ask("POST", SHELVES, { name: "east" });
		await sandbox.webhooks.settled();
		expect(received).toEqual([]);
	});

	test("without user, password and fragment in the address: they become a header", async () => {
		const { ask, sandbox, received } = start(ok, { url: "http://jo:p%C3%A4ss@localhost:1/hook?a=1#rc=2" });
		await ask("POST", SHELVES, { name: "east" });
		await sandbox.webhooks.settled();
		expect(received[0]?.url).toBe("http://localhost:1/hook?a=1");
		expect(Buffer.from(received[0]?.headers.get("authorization")?.slice(6) ?? "", "base64").toString()).toBe("jo:päss");
		const shown = JSON.stringify([sandbox.webhooks.summary(), sandbox.har()]);
		expect(shown).toContain("localhost:1/hook");
		expect(shown).not.toMatch(/p%C3%A4ss|päss/);
	});

	test("if the description allows the webhook; one that it does not allow is not sent", async () => {
		const { ask, sandbox, received } = start(ok, undefined, {
			after: () => ({ name: "bookLent", fields: { event: "lent", book: "none", reader: "r", due: "2026-01-16T03:04:05Z" } }),
		});
		expect((await ask("POST", SHELVES, { name: "east" })).status).toBe(201);
		await sandbox.webhooks.settled();
		expect(received).toEqual([]);
		expect(sandbox.webhooks.deliveries.map(({ error }) => error)).toEqual([
			expect.stringMatching(/^not sent: \/book breaks pattern/),
		]);
	});
});

describe("a receiver that fails does not change a response, and is listed:", () => {
	const broken = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
	const endless = () =>
		new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) }), { status: 200 });
	test.each<[string, Receiver, object]>([
		["an error", () => new Response("no", { status: 500 }), { status: 500 }],
		["a redirect, which is not followed", () => Response.redirect("http://localhost:2/"), { status: 302 }],
		["no connection", () => Promise.reject(broken), { status: null, error: "ECONNREFUSED" }],
		["a body without an end", endless, { status: null, error: expect.stringContaining("longer than 65536 bytes") }],
	])("%s", async (_, receive, delivery) => {
		const { ask, sandbox, received } = start(receive);
		expect((await ask("POST", SHELVES, { name: "east" })).status).toBe(201);
		await sandbox.webhooks.settled();
		expect(received[0]?.init.redirect).toBe("manual");
		expect(sandbox.webhooks.summary()).toMatchObject({ url: URL_, pending: 0, deliveries: [{ name: "bookLent", ...delivery }] });
		const [, last] = sandbox.har().log.entries;
		expect(last?.comment).toMatch(/^webhook bookLent/);
	});

	test("no response in five seconds; the next webhook is sent then", async () => {
		const waits: [number, () => void][] = [];
		const sleep = (milliseconds: number) => new Promise<void>((resolve) => waits.push([milliseconds, resolve]));
		const { ask, sandbox, received } = start(
			(_, index) => (index === 0 ? new Promise(() => {}) : ok()),
			undefined,
			{},
			{ sleep },
		);
		await ask("POST", SHELVES, { name: "east" });
		await ask("POST", SHELVES, { name: "west" });
		await expect.poll(() => received.length).toBe(1);
		expect(sandbox.webhooks.summary()).toMatchObject({ pending: 2, deliveries: [] });
		expect(waits[0]?.[0]).toBe(5000);
		waits[0]?.[1]();
		await sandbox.webhooks.settled();
		const deliveries = [{ status: null, error: "no response in 5 seconds" }, { status: 204 }];
		expect(sandbox.webhooks.summary()).toMatchObject({ pending: 0, deliveries });
		expect(received[0]?.init.signal?.aborted).toBe(true);
	});

	test("one that still waits when the sandbox is closed", async () => {
		const { ask, sandbox, received } = start(() => new Promise(() => {}));
		await ask("POST", SHELVES, { name: "east" });
		await ask("POST", SHELVES, { name: "west" });
		await sandbox.webhooks.close();
		await sandbox.webhooks.settled();
		expect(received).toHaveLength(1);
		expect(sandbox.webhooks.deliveries.map(({ error }) => error)).toEqual(Array(2).fill("the sandbox was closed"));
	});
});

describe("a webhook asks before a change, and its response", () => {
	test("lets it be made", async () => {
		const { ask, received } = start(() => new Response(""), PRE);
		expect((await ask("POST", SHELVES, { name: "east" })).body.name).toBe("east");
		expect(received[0]?.body).toEqual({ event: "lend", book: "bk_00000001", days: 1, reader: "desk" });
	});

	test("amends the fields that are described and that the operation has", async () => {
		const { ask, sandbox } = start(() => json({ note: "It is new.", days: 3, name: "west" }), PRE);
		expect((await ask("POST", SHELVES, { name: "east" })).body).toMatchObject({ name: "east", note: "It is new." });
		expect(sandbox.har().log.entries.map(({ comment }) => comment)).toEqual(["webhook bookLend", "bookLend changed note, days"]);
	});

	test.each([400, 403, 500, 201, 204, 302])("stops it by %i", async (status) => {
		const toy = start(() => new Response(null, { status }), PRE);
		expect(await toy.ask("POST", SHELVES, { name: "east" })).toEqual({ status: 400, body: { title: "stopped" } });
		expect(shelfCount(toy)).toBe(0);
	});

	test("stops it by its status, whatever becomes of its body", async () => {
		const body = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) });
		const toy = start(() => new Response(body(), { status: 403 }), PRE);
		expect(await toy.ask("POST", SHELVES, { name: "east" })).toEqual({ status: 400, body: { title: "stopped" } });
		expect(toy.sandbox.webhooks.summary()).toMatchObject({ deliveries: [{ status: 403 }] });
	});

	test("counts even if the observer of deliveries throws", async () => {
		const errors: unknown[] = [];
		const fault = new Error("of the observer");
		const onWebhook = () => {
			throw fault;
		};
		const { ask } = start(() => new Response(""), PRE, {}, { onWebhook, onError: (error) => errors.push(error) });
		expect((await ask("POST", SHELVES, { name: "east" })).status).toBe(201);
		expect(errors).toEqual([fault]);
	});

	test("is checked: a value that the field cannot have is rejected as that of a client", async () => {
		const toy = start(() => json({ note: 5 }), PRE);
		expect(await toy.ask("POST", SHELVES, { name: "east" })).toEqual({ status: 400, body: { title: "invalid" } });
		expect(shelfCount(toy)).toBe(0);
	});

	test.each<[string, Receiver]>([
		["does not arrive", () => Promise.reject(new TypeError("fetch failed"))],
		["is no JSON", () => new Response("fine")],
		["is no object", () => json([1])],
	])("changes nothing if it %s", async (_, receive) => {
		const { ask, sandbox } = start(receive, PRE);
		expect((await ask("POST", SHELVES, { name: "east" })).body.name).toBe("east");
		expect(sandbox.har().log.entries.at(-1)?.comment).toMatch(/^bookLend had no effect: /);
	});

	test("changes nothing if it takes longer than five seconds", async () => {
		const { ask } = start(() => new Promise(() => {}), PRE, {}, { sleep: async () => {} });
		expect((await ask("POST", SHELVES, { name: "east" })).status).toBe(201);
	});

	test("finds a state that has changed meanwhile", async () => {
		let during = () => {};
		const toy = start(() => {
			during();
			return json({});
		}, PRE);
		const { body } = await toy.ask("POST", SHELVES, { name: "east" });
		during = () => toy.sandbox.reset();
		expect((await toy.ask("DELETE", `${SHELVES}/${body.id}`)).status).toBe(404);
	});

	test("is not asked for where nothing would change", async () => {
		const { ask, received, sandbox } = start(ok, PRE);
		expect((await ask("GET", `${HOME}/hall`)).status).toBe(200);
		expect((await ask("DELETE", `${SHELVES}/shelf-0000`)).status).toBe(404);
		sandbox.inject({ status: 503 });
		expect((await ask("POST", SHELVES, { name: "east" })).status).toBe(503);
		expect(received).toEqual([]);
	});

	test("passes through mutations, and is announced once", async () => {
		const { ask, sandbox, received } = start(() => json({ note: "N" }), { ...PRE, url: URL_ });
		sandbox.inject({ mutation: (_, next) => ({ ...next(), status: 418 }), latency: 0 });
		expect(await ask("POST", SHELVES, { name: "east" })).toMatchObject({ status: 418, body: { note: "N" } });
		await sandbox.webhooks.settled();
		expect(received.map(({ body }) => body.event)).toEqual(["lend", "lent"]);
	});
});

test("only a request that a webhook asks about waits", async () => {
	const { sandbox } = start(ok, { ...PRE, url: URL_ });
	const request = { method: "GET", url: SHELVES, headers: { "x-key": "ann", "content-type": "application/json" }, body: null };
	expect(sandbox.handle(request)).not.toBeInstanceOf(Promise);
	const changing = { ...request, method: "POST", body: '{"name":"east"}' };
	expect(sandbox.handle(changing)).toBeInstanceOf(Promise);
	sandbox.webhooks.configure({ url: URL_ });
	expect(sandbox.handle(changing)).not.toBeInstanceOf(Promise);
});

describe("someone besides the clients acts", () => {
	test("without credentials, in an account, and without the faults that are for clients", async () => {
		const { sandbox, received } = start(ok);
		sandbox.inject({ status: 503 });
		const { status } = await sandbox.act({
			actor: "rita",
			account: "bob",
			operationId: "createShelf",
			arguments: { name: "east" },
		});
		expect(status).toBe(201);
		await sandbox.webhooks.settled();
		expect(received[0]?.body.reader).toBe("rita");
		expect(received[0]?.headers.get("x-account")).toBe("bob");
		expect(sandbox.har().log.entries[0]?.comment).toBe("by rita");
	});

	test.each<[object, string]>([
		[{ operationId: "createShelf" }, "/actor"],
		[{ actor: "", operationId: "createShelf" }, "/actor"],
		[{ actor: "r", operationId: "createShelv" }, "/operationId"],
		[{ actor: "r", operationId: "createShelf", arguments: { nam: "x" } }, "/arguments/nam"],
		[{ actor: "r", operationId: "createShelf", arguments: 1 }, "/arguments"],
		[{ actor: "r", operationId: "fetchShelf", arguments: {} }, "/arguments"],
		[{ actor: "r", operationId: "createShelf", account: 1 }, "/account"],
		[{ actor: "r", operationId: "createShelf", as: "x" }, "/as"],
		[[], ""],
	])("%j is rejected at %s", (request, pointer) => {
		const { sandbox } = start(ok);
		expect(() => sandbox.act(request as never)).toThrow(expect.objectContaining({ name: SeedError.name, pointer }));
	});
});

describe("a configuration is rejected:", () => {
	test.each<[object, RegExp]>([
		[{ url: "http://example.com/hook" }, /^webhooks\.url \(--webhook\): .*--allow-webhook-host.*, got example\.com$/],
		[{ url: "http://localhost.example.com/hook" }, /--allow-webhook-host/],
		[{ preUrl: "http://10.0.0.1/" }, /^webhooks\.preUrl \(--pre-webhook\)/],
		[{ url: "ftp://localhost/" }, /expected an http or https URL$/],
		[{ url: "hook" }, /expected an http or https URL$/],
		[{ url: 1 }, /expected an http or https URL$/],
		[{ method: "PUT" }, /expected GET or POST, got "PUT"$/],
		[{ filters: ["bookLemt"] }, /no webhook is called "bookLemt"; did you mean bookLe/],
		[{ filters: "bookLent" }, /expected a list of names$/],
		[{ uri: URL_ }, /^webhooks\.uri: expected one of url, preUrl, method, filters$/],
		[[], /^webhooks: expected an object, got a list$/],
	])("%j", (configuration, message) => {
		const { sandbox } = start(ok);
		expect(() => sandbox.webhooks.configure(configuration as never)).toThrow(WebhookOptionError);
		expect(() => sandbox.webhooks.configure(configuration as never)).toThrow(message);
		expect(sandbox.webhooks.configuration).toEqual({ url: URL_ });
	});

	test("also in a seed, of which nothing is kept; one that is valid takes effect, after the options", () => {
		const seed = { resources: [{ path: "/shelves", items: [{ id: "shelf-0001" }] }] };
		const { sandbox } = start(ok, { url: URL_ }, {}, { seed: { webhooks: { url: "http://localhost:2/", method: "GET" } } });
		const initial = { url: URL_, method: "GET" };
		expect(sandbox.webhooks.configuration).toEqual(initial);
		const wrong = () => sandbox.seed({ ...seed, webhooks: { url: "http://example.com" } });
		expect(wrong).toThrow(expect.objectContaining({ name: SeedError.name, pointer: "/webhooks" }));
		expect(() => sandbox.seed({ resources: [{ path: "/none" }] as never, webhooks: {} })).toThrow("/resources/0/path");
		expect([sandbox.webhooks.configuration, sandbox.snapshot().resources]).toEqual([initial, []]);
		sandbox.seed({ ...seed, webhooks: { preUrl: URL_ } });
		expect(sandbox.webhooks.configuration).toEqual({ preUrl: URL_ });
		expect(sandbox.snapshot()).not.toHaveProperty("webhooks");
		sandbox.reset();
		expect(sandbox.webhooks.configuration).toEqual(initial);
	});

	test("unless a host is allowed", () => {
		const { sandbox } = start(ok, { allowedHosts: ["example.com"], url: "https://example.com/hook" });
		expect(sandbox.webhooks.configuration).toEqual({ url: "https://example.com/hook" });
	});
});
