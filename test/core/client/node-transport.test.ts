import { Agent, createServer } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { json, listen, startServer, startSocketServer } from "../../support/servers.ts";
import { createNote, fetchNote, responseOf } from "./support/calls.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

// What the transport of Node does beside what both transports do, on real connections.

const nodeClient = (options: Parameters<typeof createToyClient>[0]) =>
	createToyClient({ transport: "node", retries: 0, ...options });
const errorOf = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);
const NOTE_RESPONSE = responseOf(JSON.stringify(NOTE));

/** A server that answers requests in turn, the last answer forever, and notes the connection of each request. */
async function startScript(...answers: readonly (string | Buffer | ((socket: Socket) => void))[]) {
	const connections: Socket[] = [];
	const server = await startSocketServer((socket) => {
		connections.push(socket);
		const answer = answers[Math.min(connections.length, answers.length) - 1];
		if (typeof answer === "function") answer(socket);
		else socket.write(answer ?? "");
	});
	return { ...server, connections };
}

test("calls in turn share a connection", async () => {
	const { url, connections } = await startScript(NOTE_RESPONSE);
	const client = nodeClient({ baseUrl: url });
	for (let call = 0; call < 5; call++) expect(await fetchNote(client)).toEqual(NOTE);
	await createNote(client);
	expect(connections).toHaveLength(6);
	expect(new Set(connections).size).toBe(1);
});

test("of the idle connections, the one that was used last is used next", async () => {
	const waiting: Socket[] = [];
	const { url, connections } = await startScript(
		(socket) => waiting.push(socket),
		(socket) => waiting.push(socket),
		NOTE_RESPONSE,
	);
	const client = nodeClient({ baseUrl: url });
	const calls = [fetchNote(client), fetchNote(client)];
	await vi.waitUntil(() => waiting.length === 2);
	for (const [index, socket] of waiting.entries()) {
		socket.write(NOTE_RESPONSE);
		// The first call to be sent need not be the first to arrive.
		await Promise.race(calls.map((call, at) => call.then(() => (at === index ? undefined : call))));
	}
	await Promise.all(calls);
	await fetchNote(client);
	expect(connections.at(-1)).toBe(waiting[1]);
});

test("what an agent writes into the headers of a request stays there", async () => {
	const { url } = await startServer((_, response) => json(response, 200, NOTE));
	const counts: unknown[] = [];
	const agent = new Agent();
	// Not declared in the types.
	const addRequest: (...args: unknown[]) => void = Reflect.get(agent, "addRequest").bind(agent);
	const write = (request: unknown, options: { readonly headers: Record<string, number> }) => {
		options.headers["x-count"] = (options.headers["x-count"] ?? 0) + 1;
		counts.push(options.headers["x-count"]);
		addRequest(request, options);
	};
	Object.assign(agent, { addRequest: write });
	const client = createToyClient({ baseUrl: url, agent });
	for (let call = 0; call < 3; call++) await fetchNote(client);
	expect(counts).toEqual([1, 1, 1]);
});

test("further calls wait for one of maxSockets connections", async () => {
	const server = await startServer((_, response) => setImmediate(() => json(response, 200, NOTE)));
	let most = 0;
	const client = nodeClient({ baseUrl: server.url, maxSockets: 2 });
	const calls = Array.from({ length: 20 }, () =>
		fetchNote(client).finally(() => {
			most = Math.max(most, server.sockets.size);
		}),
	);
	expect(await Promise.all(calls)).toEqual(calls.map(() => NOTE));
	expect(most).toBe(2);
});

test("an idle connection is closed before the server closes it, and earlier where the server says so", async () => {
	for (const header of ["", "Keep-Alive: timeout=1\r\n"]) {
		const server = await startScript(responseOf(JSON.stringify(NOTE), header));
		await fetchNote(nodeClient({ baseUrl: server.url }));
		expect(server.sockets.size).toBe(1);
		await vi.waitUntil(() => server.sockets.size === 0, { timeout: 20_000 });
	}
});

const TEXT = JSON.stringify(NOTE);
const ENCODED: readonly (readonly [encoding: string, bytes: Buffer])[] = [
	["gzip", gzipSync(TEXT)],
	["x-gzip", gzipSync(TEXT)],
	["GZip", gzipSync(TEXT)],
	["deflate", deflateSync(TEXT)],
	["deflate", deflateRawSync(TEXT)],
	["br", brotliCompressSync(TEXT)],
	["gzip, br", brotliCompressSync(gzipSync(TEXT))],
];

test.each(ENCODED)("a body in the encoding %s is decoded", async (encoding, bytes) => {
	const { url, bytes: seen } = await startScript(responseOf(bytes, `Content-Encoding: ${encoding}\r\n`));
	expect(await fetchNote(nodeClient({ baseUrl: url }))).toEqual(NOTE);
	expect(seen.join("").toLowerCase()).toContain("accept-encoding: gzip, deflate, br\r\n");
});

test.each(["gzip", "br"])(
	"a small body in the encoding %s that becomes a large one is not decoded to its end",
	async (encoding) => {
		const text = Buffer.alloc(64 * 2 ** 20, " ");
		const bomb = encoding === "gzip" ? gzipSync(text) : brotliCompressSync(text, { params: { 1: 1 } });
		const { url } = await startScript(responseOf(bomb, `Content-Encoding: ${encoding}\r\n`));
		const before = process.memoryUsage().arrayBuffers;
		const error = await errorOf(fetchNote(nodeClient({ baseUrl: url, maxResponseBytes: 1_000_000 })));
		expect(error).toMatchObject({ name: "ResponseError", problem: "too-large", outcome: "done" });
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
	},
);

test.each([
	["cut off", (bytes: Buffer) => bytes.subarray(0, -12), "truncated"],
	["corrupt", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 10), Buffer.alloc(bytes.length - 10, 0xff)]), "truncated"],
	["not compressed at all", () => Buffer.from(TEXT), "truncated"],
])("a gzip body that is %s is broken", async (_, change, problem) => {
	const body = change(gzipSync(TEXT));
	const { url } = await startScript(responseOf(body, "Content-Encoding: gzip\r\n"));
	expect(await errorOf(fetchNote(nodeClient({ baseUrl: url })))).toMatchObject({
		name: "ResponseError",
		problem,
		outcome: "done",
		cause: expect.any(Error),
	});
});

test("what arrived of a compressed body before a close is decoded for the preview", async () => {
	const text = `"${Array.from({ length: 5000 }, (_, index) => index).join()}"`;
	const bytes = gzipSync(text);
	const { url } = await startScript((socket) => socket.end(responseOf(bytes, "Content-Encoding: gzip\r\n").subarray(0, -100)));
	const error = await errorOf(createNote(nodeClient({ baseUrl: url })));
	expect(error).toMatchObject({ problem: "truncated", preview: text.slice(0, 512), outcome: "done" });
});

test.each(["zstd", "constructor", "__proto__", "gzip2", ",", Array(6).fill("gzip").join()])(
	"a body in the unknown encoding %s is left as it is",
	async (encoding) => {
		const { url } = await startScript(responseOf("(zipped)", `Content-Encoding: ${encoding}\r\n`));
		const error = await errorOf(fetchNote(nodeClient({ baseUrl: url })));
		expect(error).toMatchObject({ name: "ResponseError", problem: "invalid-json", preview: "(zipped)" });
	},
);

test("a switch of protocols that nobody asked for leaves the outcome of a create open", async () => {
	const { url, sockets } = await startScript("HTTP/1.1 101 Switching Protocols\r\n\r\n");
	const error = await errorOf(createNote(nodeClient({ baseUrl: url })));
	expect(error).toMatchObject({ name: "ConnectionError", outcome: "unknown", attempts: 1 });
	await vi.waitUntil(() => sockets.size === 0);
});

test("information before the response is skipped", async () => {
	const { url, connections } = await startScript(
		`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${NOTE_RESPONSE}`,
	);
	const client = nodeClient({ baseUrl: url });
	expect([await fetchNote(client), await createNote(client)]).toEqual([NOTE, NOTE]);
	expect(new Set(connections).size).toBe(1);
});

test("a response that comes before the request was read is the result, and its connection is not used again", async () => {
	const body = '{"code":1,"message":"too large"}';
	const { url, connections, sockets } = await startScript((socket) => {
		socket.pause();
		socket.write(`HTTP/1.1 413 Too Large\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
	}, NOTE_RESPONSE);
	const client = nodeClient({ baseUrl: url, validate: "off" });
	const call = client.createNote({ Reader: "A1", Text: "x".repeat(10 * 2 ** 20) });
	expect(await errorOf(call)).toMatchObject({ name: "ApiError", status: 413, outcome: "rejected" });
	expect(await fetchNote(client)).toEqual(NOTE);
	expect(new Set(connections).size).toBe(2);
	for (const socket of connections) socket.resume();
	await vi.waitUntil(() => sockets.size === 1);
});

test("what a server sends without a request is never the response to the next one", async () => {
	const evil = responseOf('{"id":666,"text":"evil"}');
	const extras = [
		(socket: Socket) => socket.write(Buffer.concat([NOTE_RESPONSE, evil])),
		(socket: Socket) => {
			socket.write(NOTE_RESPONSE);
			setTimeout(() => socket.write(evil), 10);
		},
		(socket: Socket) => {
			socket.write(NOTE_RESPONSE);
			setTimeout(() => socket.write("garbage\r\n\r\n"), 10);
		},
	];
	for (const extra of extras) {
		const { url } = await startScript(extra, NOTE_RESPONSE);
		const client = nodeClient({ baseUrl: url });
		expect(await fetchNote(client)).toEqual(NOTE);
		await new Promise((resolve) => setTimeout(resolve, 40));
		expect(await errorOf(createNote(client))).toBeUndefined();
		expect(await createNote(client)).toEqual(NOTE);
	}
});

/** Blocks the only thread of the test, so that it sees nothing of what its connections do. */
const block = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

test.each(["reset", "close"])(
	"a %s of an idle connection at the moment of a request: a read is sent again, a create is not",
	async (kind) => {
		const die = (socket: Socket) => (kind === "reset" ? socket.resetAndDestroy() : socket.end());
		const onRetry = vi.fn();
		const reads = await startScript(NOTE_RESPONSE, die, NOTE_RESPONSE);
		const client = nodeClient({ baseUrl: reads.url, retries: 2, onRetry });
		await fetchNote(client);
		expect(await fetchNote(client)).toEqual(NOTE);
		expect(new Set(reads.connections).size).toBe(2);
		expect(reads.connections).toHaveLength(3);
		expect(onRetry).not.toHaveBeenCalled();

		const once = await startScript(NOTE_RESPONSE, die, NOTE_RESPONSE);
		const careful = nodeClient({ baseUrl: once.url, retries: 2 });
		await fetchNote(careful);
		expect(await errorOf(careful.fetchNote({ Reader: "A1", Note: 7 }, { idempotent: false }))).toMatchObject({
			outcome: "unknown",
		});
		expect(once.connections).toHaveLength(2);

		const creates = await startScript(NOTE_RESPONSE, die, NOTE_RESPONSE);
		const other = nodeClient({ baseUrl: creates.url, retries: 2, onRetry });
		await fetchNote(other);
		expect(await errorOf(createNote(other))).toMatchObject({ name: "ConnectionError", outcome: "unknown", attempts: 1 });
		expect(creates.connections).toHaveLength(2);
	},
);

test("a read that was sent again and cannot connect then was sent", async () => {
	const server = createServer((request, response) => {
		if (request.headers["x-last"] === undefined) return json(response, 200, NOTE);
		server.close();
		request.socket.resetAndDestroy();
	});
	const { url } = await listen(server);
	const client = nodeClient({ baseUrl: url });
	await fetchNote(client);
	const error = await errorOf(fetchNote(client, { headers: { "x-last": "1" } }));
	expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", outcome: "unknown", attempts: 1 });
});

test("connections that died while the process was blocked are not used", async () => {
	const server = await startScript(NOTE_RESPONSE);
	const client = nodeClient({ baseUrl: server.url, retries: 0 });
	await Promise.all([fetchNote(client), fetchNote(client), fetchNote(client)]);
	for (const socket of server.sockets) socket.destroy();
	block(1100);
	expect(await createNote(client)).toEqual(NOTE);
	expect(server.connections).toHaveLength(4);
});

test("a create that finds its connections and its server gone was not sent", async () => {
	const server = createServer((_, response) => json(response, 200, NOTE));
	const { url, sockets } = await listen(server);
	const client = nodeClient({ baseUrl: url });
	await fetchNote(client);
	server.close();
	for (const socket of sockets) socket.destroy();
	block(1100);
	const error = await errorOf(createNote(client));
	expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", outcome: "not-sent" });
});

test("a clock of the tests that stands still does not stop a request", async () => {
	const { url } = await startScript(NOTE_RESPONSE);
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const client = nodeClient({ baseUrl: url });
	expect(await fetchNote(client)).toEqual(NOTE);
	vi.setSystemTime(Date.now() + 5000);
	expect(await fetchNote(client)).toEqual(NOTE);
});
