import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { ClientError } from "../../../src/core/client/errors.ts";
import { startServer, startSocketServer, unusedAddress } from "../../support/servers.ts";
import { createToyClient, SECRET, TRANSPORTS } from "./support/toy.ts";

interface Expected {
	/** The name of the error's class, with its problem, kind or code; undefined for a success. */
	readonly error: string | undefined;
	readonly outcome?: string;
	/** How many requests reach the server. */
	readonly requests: number;
}

interface Fault {
	readonly name: string;
	/** Does to the socket what is wrong with it. */
	readonly answer: (socket: Socket, elsewhere: string) => void;
	readonly read: Expected;
	readonly create: Expected;
}

const respond = (status: string, headers: readonly string[], body: string, length = Buffer.byteLength(body)) =>
	[`HTTP/1.1 ${status}`, `Content-Length: ${length}`, ...headers, "", body].join("\r\n");
const JSON_TYPE = "Content-Type: application/json";
const NOTE = '{"id":7,"text":"milk"}';
const ERROR = '{"code":1,"message":"no"}';

/** A status, with the number of requests that a read and a create make of it. */
const errorStatus = (
	status: number,
	error: string,
	reads: number,
	creates: number,
	outcome: string,
	...headers: string[]
): Fault => ({
	name: `${status}${headers.length > 0 ? " with Retry-After" : ""}`,
	answer: (socket) => socket.write(respond(`${status} Status`, [JSON_TYPE, ...headers], ERROR)),
	read: { error, outcome, requests: reads },
	create: { error, outcome, requests: creates },
});

/** An unusable response is not retried: the next one would be no better. */
const unusable = (
	name: string,
	problem: string,
	answer: (socket: Socket, elsewhere: string) => void,
	outcome = "done",
): Fault => ({
	name,
	answer,
	read: { error: `ResponseError ${problem}`, outcome, requests: 1 },
	create: { error: `ResponseError ${problem}`, outcome, requests: 1 },
});

const FAULTS: readonly Fault[] = [
	{
		name: "a reset before the response",
		answer: (socket) => socket.resetAndDestroy(),
		read: { error: "ConnectionError", outcome: "unknown", requests: 3 },
		create: { error: "ConnectionError", outcome: "unknown", requests: 1 },
	},
	{
		name: "a close before the response",
		answer: (socket) => socket.end(),
		read: { error: "ConnectionError", outcome: "unknown", requests: 3 },
		create: { error: "ConnectionError", outcome: "unknown", requests: 1 },
	},
	{
		name: "no HTTP",
		answer: (socket) => socket.end("SSH-2.0-nonsense\r\n\r\n"),
		read: { error: "ConnectionError", outcome: "unknown", requests: 3 },
		create: { error: "ConnectionError", outcome: "unknown", requests: 1 },
	},
	...[
		`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`,
		"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
		`${respond("200 OK", [JSON_TYPE, "Content-Length: 23"], NOTE)}`,
		`${respond("200 OK", [JSON_TYPE, "Transfer-Encoding: chunked"], NOTE)}`,
		respond("99999 Status", [JSON_TYPE], NOTE),
	].map(
		(bytes): Fault => ({
			name: `nonsense: ${JSON.stringify(bytes.slice(0, 70))}`,
			answer: (socket) => socket.write(bytes),
			read: { error: "ConnectionError", outcome: "unknown", requests: 3 },
			create: { error: "ConnectionError", outcome: "unknown", requests: 1 },
		}),
	),
	{
		name: "a broken chunk",
		answer: (socket) =>
			socket.write(`HTTP/1.1 201 Created\r\n${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nnonsense\r\n`),
		read: { error: "ResponseError truncated", outcome: "done", requests: 3 },
		create: { error: "ResponseError truncated", outcome: "done", requests: 1 },
	},
	{
		name: "a reset in the body",
		answer: (socket) => {
			socket.write(respond("200 OK", [JSON_TYPE], '{"id":', 500));
			setTimeout(() => socket.resetAndDestroy(), 10);
		},
		read: { error: "ResponseError truncated", outcome: "done", requests: 3 },
		create: { error: "ResponseError truncated", outcome: "done", requests: 1 },
	},
	{
		name: "a close in the body",
		answer: (socket) => socket.end(respond("201 Created", [JSON_TYPE], '{"id":', 500)),
		read: { error: "ResponseError truncated", outcome: "done", requests: 3 },
		create: { error: "ResponseError truncated", outcome: "done", requests: 1 },
	},
	{
		name: "headers that never come",
		answer: () => {},
		read: { error: "TimeoutError attempt", outcome: "unknown", requests: 3 },
		create: { error: "TimeoutError attempt", outcome: "unknown", requests: 1 },
	},
	{
		name: "a body that never ends",
		answer: (socket) => socket.write(respond("200 OK", [JSON_TYPE], '{"id":', 500)),
		read: { error: "TimeoutError attempt", outcome: "unknown", requests: 3 },
		create: { error: "TimeoutError attempt", outcome: "unknown", requests: 1 },
	},
	errorStatus(400, "BadRequestError", 1, 1, "rejected"),
	errorStatus(401, "AuthenticationError", 1, 1, "rejected"),
	errorStatus(403, "PermissionError", 1, 1, "rejected"),
	errorStatus(404, "NotFoundError", 1, 1, "rejected"),
	errorStatus(408, "ApiError", 3, 1, "unknown"),
	errorStatus(409, "ConflictError", 1, 1, "rejected"),
	errorStatus(418, "ApiError", 1, 1, "rejected"),
	errorStatus(429, "RateLimitError", 3, 3, "rejected"),
	errorStatus(429, "RateLimitError", 3, 3, "rejected", "Retry-After: 1"),
	errorStatus(500, "ServerError", 3, 1, "unknown"),
	errorStatus(501, "ServerError", 1, 1, "unknown"),
	errorStatus(502, "ServerError", 3, 1, "unknown"),
	errorStatus(503, "ServerError", 3, 1, "unknown", "Retry-After: 1"),
	errorStatus(504, "ServerError", 3, 1, "unknown"),
	errorStatus(505, "ServerError", 1, 1, "unknown"),
	errorStatus(600, "ServerError", 1, 1, "unknown"),
	errorStatus(999, "ServerError", 1, 1, "unknown"),
	unusable("a 304", "redirect", (socket) => socket.write("HTTP/1.1 304 Not Modified\r\n\r\n"), "unknown"),
	...[301, 302, 303, 307, 308].map((status) =>
		unusable(
			`a redirect to another host (${status})`,
			"redirect",
			(socket, elsewhere) => socket.write(respond(`${status} Moved`, [`Location: ${elsewhere}/stolen`], "")),
			"unknown",
		),
	),
	unusable("another content type", "content-type", (socket) =>
		socket.write(respond("200 OK", ["Content-Type: text/html"], NOTE)),
	),
	unusable("no content type", "content-type", (socket) => socket.write(respond("200 OK", [], NOTE))),
	unusable("broken JSON", "invalid-json", (socket) => socket.write(respond("200 OK", [JSON_TYPE], '{"id":7,'))),
	unusable("broken UTF-8", "invalid-json", (socket) => {
		socket.write(respond("200 OK", [JSON_TYPE], "", 4));
		socket.write(Buffer.from([0x22, 0xc3, 0x28, 0x22]));
	}),
	unusable("an empty body", "empty", (socket) => socket.write(respond("200 OK", [JSON_TYPE], ""))),
	unusable("a 204 where a body is documented", "empty", (socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n")),
	unusable("a 204 with a body", "empty", (socket) => socket.end(respond("204 No Content", [JSON_TYPE], NOTE))),
	unusable("a body of 50 MB", "too-large", (socket) => {
		const text = `"${"x".repeat(50 * 2 ** 20)}"`;
		socket.write(respond("200 OK", [JSON_TYPE], text));
	}),
	{
		name: "a body in tiny pieces",
		answer: (socket) => {
			socket.setNoDelay(true);
			socket.write(respond("201 Created", [JSON_TYPE], "", NOTE.length));
			for (const letter of NOTE) socket.write(letter);
		},
		read: { error: undefined, requests: 1 },
		create: { error: undefined, requests: 1 },
	},
];

const CALLS = {
	read: (client: ReturnType<typeof createToyClient>, signal: AbortSignal) =>
		client.fetchNote({ Reader: "A1", Note: 7 }, { signal }),
	create: (client: ReturnType<typeof createToyClient>, signal: AbortSignal) =>
		client.createNote({ Reader: "A1", Text: "milk" }, { signal }),
};

describe.each(TRANSPORTS)("with the transport %s", (transport) => {
	for (const kind of ["read", "create"] as const) {
		test.each(FAULTS)(`a ${kind} meets $name`, async ({ answer, ...expected }) => {
			const { error, outcome, requests } = expected[kind];
			const elsewhere = await startServer((_, response) => response.end());
			const server = await startSocketServer((socket) => answer(socket, elsewhere.url));
			const { signal } = new AbortController();
			const timers = activeTimers();
			const client = createToyClient({
				transport,
				baseUrl: server.url,
				timeout: error?.startsWith("TimeoutError") ? 100 : 30_000,
			});

			const result = await CALLS[kind](client, signal).catch((error: unknown) => error);

			expect(describeResult(result)).toEqual({ error, outcome: error === undefined ? undefined : outcome });
			expect(server.bytes.join("").match(/ HTTP\/1\.1\r\n/g) ?? []).toHaveLength(requests);
			expect(elsewhere.requests).toEqual([]);
			expect(getEventListeners(signal, "abort")).toEqual([]);
			expect(activeTimers()).toBeLessThanOrEqual(timers);
			if (error !== undefined && /Timeout|too-large/.test(error)) await closed(server.sockets);
			if (result instanceof ClientError) expect(JSON.stringify(result)).not.toMatch(SECRET);
		});
	}

	test.each(["read", "create"] as const)("a %s that cannot connect was not sent, and is tried again", async (kind) => {
		const client = createToyClient({ transport, baseUrl: await unusedAddress() });
		const error = await CALLS[kind](client, new AbortController().signal).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent", attempts: 3 });
	});

	test("a failure to connect has the code of the runtime", async () => {
		const client = createToyClient({ transport, baseUrl: await unusedAddress(), retries: 0 });
		const error = await CALLS.read(client, new AbortController().signal).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "ConnectionError", code: expect.stringMatching(/^E?Conn(?:ection)?Refused$/i) });
	});

	test("a delete accepts a 204, also one with a body", async () => {
		const server = await startSocketServer((socket) => socket.end(respond("204 No Content", [JSON_TYPE], NOTE)));
		expect(await createToyClient({ transport, baseUrl: server.url }).deleteNote({ Reader: "A1", Note: 7 })).toBeUndefined();
	});

	test("a delete rejects a proxy's page", async () => {
		for (const answer of [respond("200 OK", ["content-type: text/html"], "<h1>Sign in</h1>"), respond("200 OK", [], "x")]) {
			const server = await startSocketServer((socket) => socket.end(answer));
			const call = createToyClient({ transport, baseUrl: server.url }).deleteNote({ Reader: "A1", Note: 7 });
			await expect(call).rejects.toMatchObject({ name: "ResponseError", problem: "content-type", outcome: "done", attempts: 1 });
		}
	});

	test("a delete rejects a proxy's page that breaks off at once", async () => {
		const server = await startSocketServer((socket) => socket.end(respond("200 OK", ["content-type: text/html"], "", 10)));
		const call = createToyClient({ transport, baseUrl: server.url, retries: 0 }).deleteNote({ Reader: "A1", Note: 7 });
		await expect(call).rejects.toMatchObject({ name: "ResponseError" });
	});

	test("an update that is idempotent is repeated after a reset", async () => {
		const server = await startSocketServer((socket) => {
			if (server.bytes.length === 1) socket.resetAndDestroy();
			else socket.end(respond("200 OK", [JSON_TYPE], NOTE));
		});
		expect(await createToyClient({ transport, baseUrl: server.url }).replaceNote({ Reader: "A1", Note: 7, Text: null })).toEqual({
			id: 7,
			text: "milk",
		});
		expect(server.bytes).toHaveLength(2);
	});

	test("a later error response does not undo what an earlier attempt may have done", async () => {
		const server = await startSocketServer((socket) => {
			if (server.bytes.length === 1) socket.resetAndDestroy();
			else socket.end(respond("404 Not Found", [JSON_TYPE], ERROR));
		});
		const error = await createToyClient({ transport, baseUrl: server.url })
			.deleteNote({ Reader: "A1", Note: 7 })
			.catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "NotFoundError", attempts: 2, outcome: "unknown" });
	});
});

function describeResult(result: unknown): { error: string | undefined; outcome: string | undefined } {
	if (!(result instanceof ClientError))
		return { error: result instanceof Error ? String(result) : undefined, outcome: undefined };
	const { problem, kind } = result as { problem?: string; kind?: string };
	return { error: [result.name, problem ?? kind].filter(Boolean).join(" "), outcome: result.outcome };
}

function activeTimers(): number {
	return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Waits until the server sees its connections closed; the test fails by its own time-out if they stay open. */
async function closed(sockets: ReadonlySet<Socket>): Promise<void> {
	// The runtime may have opened another one in its place, which nothing was sent on.
	while ([...sockets].some(({ bytesRead }) => bytesRead > 0)) await new Promise((resolve) => setTimeout(resolve, 5));
}
