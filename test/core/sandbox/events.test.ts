import { connect } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import { streamEvents } from "../../../src/core/sandbox/event-stream.ts";
import { Events, type SandboxEvent } from "../../../src/core/sandbox/events.ts";
import { Recorder, type SandboxExchange } from "../../../src/core/sandbox/har.ts";
import { OpenStreams } from "../../../src/core/sandbox/open-streams.ts";
import type { SandboxRunOptions } from "../../../src/core/sandbox/options.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { startServer } from "../../support/servers.ts";
import { toyPolicy } from "./toy-policy.ts";
import { toyWebhooks } from "./toy-webhooks.ts";

const HOME = "https://api.library.test/v2";
const HEADERS = { "x-key": "ann", authorization: "Bearer abc.def-secret", "content-type": "application/json" };
const SHELF = { method: "POST", url: `${HOME}/shelves`, headers: HEADERS, body: JSON.stringify({ name: "east" }) };

function start(options: SandboxRunOptions = {}) {
	const sandbox = createApiSandbox(toyApi, toyPolicy({ check: () => undefined, webhooks: toyWebhooks() }), options);
	const events: SandboxEvent[] = [];
	const stop = sandbox.watch((event) => void events.push(event));
	return { sandbox, events, stop };
}

/** What an event is about, in a word. */
function summarise(event: SandboxEvent): string {
	if (event.type === "exchange") return `${event.exchange.operationId} ${event.exchange.response.status}`;
	return event.type === "webhook" ? `webhook ${event.delivery.name}` : "change";
}

describe("watch", () => {
	test("reports exchanges at once, changes together and after them, and webhooks; nothing after it was stopped", async () => {
		const hook = vi.fn(async () => new Response("{}"));
		const { sandbox, events, stop } = start({ webhooks: { url: "http://localhost:1/hook", fetch: hook } });
		void sandbox.handle(SHELF);
		expect(events.map(summarise)).toEqual(["createShelf 201"]);
		await sandbox.webhooks.settled();
		expect(events.map(summarise)).toEqual(["createShelf 201", "change", "webhook bookLent"]);
		stop();
		await sandbox.handle(SHELF);
		await sandbox.webhooks.settled();
		expect(events).toHaveLength(3);
	});

	test.each<[string, (sandbox: ReturnType<typeof start>["sandbox"]) => unknown]>([
		["a seed", (sandbox) => sandbox.seed({ resources: [{ path: "/shelves", items: [{ name: "a" }, { name: "b" }] }] })],
		["a reset", (sandbox) => sandbox.reset()],
		["a fault", (sandbox) => sandbox.inject({ status: 503 })],
		["the end of all faults", (sandbox) => sandbox.faults.clear()],
		["where webhooks go", (sandbox) => sandbox.webhooks.configure({ url: "http://localhost:2" })],
	])("reports %s as one change", async (_, change) => {
		const { sandbox, events } = start();
		change(sandbox);
		expect(events).toEqual([]);
		await Promise.resolve();
		expect(events).toEqual([{ type: "change" }]);
	});

	test("says which faults were applied, and that they were counted down", async () => {
		const { sandbox, events } = start({ faults: [{ status: 503, times: 1 }] });
		await sandbox.handle(SHELF);
		await sandbox.handle(SHELF);
		await Promise.resolve();
		const faults = events.map((event) => (event.type === "exchange" ? event.exchange.faults : event.type));
		expect(faults).toEqual([[{ status: 503, times: 1 }], "change", [], "change"]);
	});

	test("says no secret", async () => {
		const { sandbox, events } = start();
		await sandbox.handle(SHELF);
		expect(JSON.stringify(events)).not.toContain("def-secret");
		expect(JSON.stringify(events)).toContain("east");
	});

	test("a listener that fails fails alone", async () => {
		const errors: unknown[] = [];
		const { sandbox, events } = start({ onError: (error) => void errors.push(error) });
		sandbox.watch(() => {
			throw new Error("mine");
		});
		expect(sandbox.handle(SHELF)).toMatchObject({ status: 201 });
		expect(events.map(summarise)).toEqual(["createShelf 201"]);
		expect(errors).toEqual([new Error("mine")]);
	});
});

/** The events of a stream, as they come. */
async function* readEvents(body: ReadableStream<Uint8Array> | null): AsyncGenerator<SandboxEvent> {
	let text = "";
	for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
		text += new TextDecoder().decode(chunk);
		const blocks = text.split("\n\n");
		text = blocks.pop() ?? "";
		for (const block of blocks) {
			const data = /^data: (.*)$/m.exec(block)?.[1];
			if (data !== undefined) yield JSON.parse(data);
		}
	}
}

/** Takes a number of events from a stream. */
async function take(events: AsyncGenerator<SandboxEvent>, count: number): Promise<SandboxEvent[]> {
	const taken: SandboxEvent[] = [];
	while (taken.length < count) taken.push((await events.next()).value);
	return taken;
}

/** Milliseconds, on a busy machine. */
const PATIENCE = 20_000;
const EVENTS = "/_sandbox/events";

describe("the stream", () => {
	async function serve(options: SandboxRunOptions = {}) {
		const { sandbox } = start(options);
		const { url, port, close } = await sandbox.listen();
		onTestFinished(close);
		return { sandbox, url, port, close };
	}

	test.each(["fetch", "listen"] as const)("by %s has what was recorded, then what happens; it can be continued", async (by) => {
		const { sandbox, url } = await serve();
		await sandbox.handle(SHELF);
		const abort = new AbortController();
		const open = (headers: Record<string, string> = {}): Promise<Response> =>
			(by === "fetch" ? sandbox.fetch : fetch)(url + EVENTS, { headers, signal: abort.signal });
		const response = await open();
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"content-type": "text/event-stream",
			"cache-control": "no-store",
		});
		const events = readEvents(response.body);
		const [first] = await take(events, 1);
		await sandbox.handle({ ...SHELF, method: "GET", body: null });
		await sandbox.handle(SHELF);
		const after = await take(events, 3);
		expect([first, ...after].map((event) => summarise(event as SandboxEvent))).toEqual([
			...["createShelf 201", "undefined 405", "createShelf 201", "change"],
		]);
		const { id } = first as { id: string };
		const again = await open({ "last-event-id": id });
		expect(await take(readEvents(again.body), 2)).toEqual(after.slice(0, 2));
		const other = await open({ "last-event-id": `x${id}` });
		expect(await take(readEvents(other.body), 1)).toEqual([first]);
		abort.abort();
	});

	test("of plain data does not exist", () => {
		expect(start().sandbox.handle({ method: "GET", url: EVENTS, headers: {}, body: null })).toMatchObject({ status: 501 });
	});

	test("of a reader that reads nothing breaks off", async () => {
		const streams = new OpenStreams();
		let more = (_: string) => {};
		const stop = vi.fn();
		const { url } = await startServer((_, response) =>
			streams.send((write) => {
				more = write;
				return stop;
			}, response),
		);
		const socket = connect(Number(new URL(url).port), "127.0.0.1").pause();
		socket.on("error", () => {}).write(`GET / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
		await vi.waitFor(() => {
			more("x".repeat(1_000_000));
			expect(stop).toHaveBeenCalledTimes(1);
		}, PATIENCE);
		socket.destroy();
	});

	test("is not for any number of readers", async () => {
		const { url } = await serve();
		const open = () => fetch(url + EVENTS);
		const responses = await Promise.all(Array.from({ length: 16 }, open));
		expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
		expect((await open()).status).toBe(503);
		await responses[0]?.body?.cancel();
		await vi.waitFor(async () => expect((await open()).status).toBe(200), PATIENCE);
	});

	test("shows now and then that it is alive, and starts with what fits", async () => {
		const recorder = new Recorder(100);
		const events = new Events(recorder, () => {});
		const exchanges: SandboxExchange[] = [];
		const { sandbox } = start({ onExchange: (exchange) => void exchanges.push(exchange) });
		await sandbox.handle(SHELF);
		for (const size of [1, 2_000_000, 1_000_000, 1]) {
			for (const exchange of exchanges) events.record({ ...exchange, ignored: ["x".repeat(size)] });
		}
		const texts: string[] = [];
		const stop = streamEvents(events, undefined, 1)((text) => void texts.push(text));
		expect(texts.join("").match(/^id: /gm)).toHaveLength(2);
		await vi.waitFor(() => expect(texts.filter((text) => text === ":\n\n").length).toBeGreaterThan(1), PATIENCE);
		stop();
	});

	test("ends when the sandbox closes, which does not wait for it", async () => {
		const { url, close } = await serve();
		const { body } = await fetch(url + EVENTS);
		const rest = readEvents(body).next();
		const started = performance.now();
		await close();
		expect(await rest).toEqual({ done: true, value: undefined });
		// Connections that stay busy are closed after two seconds.
		expect(performance.now() - started).toBeLessThan(1_900);
	});
});
