import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { json, startServer, startSocketServer } from "../../support/servers.ts";
import { createNote, fetchNote, responseOf } from "./support/calls.ts";
import { createToyClient, NOTE, TRANSPORTS } from "./support/toy.ts";

// What differs between implementations of HTTP, and must not differ between our transports.

describe.each(TRANSPORTS)("with the transport %s", (transport) => {
	test("headers hold every byte of Latin-1, beside a body too", async () => {
		const value = `a ${String.fromCharCode(...Array.from({ length: 128 }, (_, index) => 128 + index))}\tz`;
		const { url, requests } = await startServer((_, response) => json(response, 200, NOTE, { "x-back": value }));
		const client = createToyClient({ transport, baseUrl: url, headers: { "X-Value": value } });
		await fetchNote(client);
		await createNote(client);
		await client.createNote({ Reader: "A1", Text: "Grüße 🎈" });
		expect(requests.map(({ headers }) => headers["x-value"])).toEqual([value, value, value]);
		expect(new URLSearchParams(requests.at(-1)?.body).get("Text")).toBe("Grüße 🎈");
	});

	test("a body of JSON beyond ASCII has its length in bytes", async () => {
		const { url, requests } = await startServer((_, response) => json(response, 201, {}));
		const client = createToyClient({ transport, baseUrl: url, validate: "off", headers: { "x-value": "é" } });
		await client.createBook({ id: "b", title: "Grüße 🎈", parts: [], sequel: null } as never).catch(() => {});
		const [request] = requests;
		expect(JSON.parse(request?.body ?? "")).toMatchObject({ title: "Grüße 🎈" });
		expect(request?.headers["content-length"]).toBe(String(Buffer.byteLength(request?.body ?? "")));
		expect(request?.headers["x-value"]).toBe("é");
	});

	test.each(["POST", "PUT", "DELETE", "PATCH"] as const)("a %s has the length of its body", async (method) => {
		const { url, requests } = await startServer((_, response) => json(response, 200, NOTE));
		const table = { ...operations, createNote: { ...operations.createNote, method } };
		const client = createToyClient({ transport, baseUrl: url }, { operations: table });
		for (let call = 0; call < 2; call++) expect(await createNote(client)).toEqual(NOTE);
		expect(requests.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(2).fill(`${method} Text=milk`));
		expect(requests[0]?.headers["content-length"]).toBe("9");
	});

	test("several headers of one name are one value", async () => {
		const { url } = await startSocketServer((socket) =>
			socket.write(
				`HTTP/1.1 404 No\r\nX-Request-Name: R1\r\nx-request-name:R2\r\nX-REQUEST-NAME: \xe9\r\nContent-Length: 0\r\n\r\n`,
				"latin1",
			),
		);
		await expect(fetchNote(createToyClient({ transport, baseUrl: url }))).rejects.toMatchObject({ requestId: "R1, R2, é" });
	});

	test.each(["a 204 with the length of a body", "a 204 with an encoding", "a success without a body"])(
		"%s ends a delete, and the connection goes on",
		async (name) => {
			const heads: Readonly<Record<string, string>> = {
				"a 204 with the length of a body": "204 No Content\r\nContent-Length: 22",
				"a 204 with an encoding": "204 No Content\r\nContent-Encoding: gzip",
				"a success without a body": "200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0",
			};
			const { url } = await startSocketServer((socket) => socket.write(`HTTP/1.1 ${heads[name]}\r\n\r\n`));
			const client = createToyClient({ transport, baseUrl: url, retries: 0 });
			for (let call = 0; call < 3; call++) expect(await client.deleteNote({ Reader: "A1", Note: 7 })).toBeUndefined();
		},
	);

	test("the body of an error is decoded", async () => {
		const body = gzipSync('{"code":7,"message":"no"}');
		const head = `HTTP/1.1 400 No\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
		const { url } = await startSocketServer((socket) => socket.write(Buffer.concat([Buffer.from(head), body])));
		const error = await fetchNote(createToyClient({ transport, baseUrl: url })).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "BadRequestError", code: 7 });
	});

	test.each([
		["/v1", "/v1"],
		["/v1/", "/v1"],
		["/Grüße/ß", "/Gr%C3%BC%C3%9Fe/%C3%9F"],
		["/a/../b/./c", "/b/c"],
		["/a/%2e%2E/b", "/b"],
		["/.well-known", "/.well-known"],
		["/a'b", "/a'b"],
		["/a./.b/..c/...", "/a./.b/..c/..."],
		["/a/..", ""],
		['/"<>`{}|^[]', undefined],
		["/a%20b%zz", "/a%20b%zz"],
		["/a//b", "/a//b"],
		["/user@host:1", "/user@host:1"],
	])("the base path %s is called at %s", async (base, path) => {
		const { url, bytes } = await startSocketServer((socket) => socket.write(responseOf(JSON.stringify(NOTE))));
		await fetchNote(createToyClient({ transport, baseUrl: url + base }));
		// How a URL writes a character may depend on the version of the runtime.
		const expected = path ?? new URL(url + base).pathname;
		expect(bytes.join("").split("\r\n")[0]).toBe(`GET ${expected}/readers/A1/notes/7 HTTP/1.1`);
	});

	test.each(["HTTP://LOCALHOST:", "http://[::1]:", "http://[::ffff:127.0.0.1]:"])("a host may be written as %s", async (host) => {
		const { url, requests, port } = await startOnEveryAddress();
		const baseUrl = host + port;
		expect(await fetchNote(createToyClient({ transport, baseUrl, allowInsecureHttp: true })), url).toEqual(NOTE);
		expect(requests[0]?.headers.host).toBe(new URL(baseUrl).host);
	});

	test("a long address arrives whole, and one past the limit of the server is its error", async () => {
		const { url, requests } = await startServer((_, response) => json(response, 200, NOTE));
		const client = createToyClient({ transport, baseUrl: url, validate: "off" });
		const Reader = "r".repeat(12_000);
		expect(await client.fetchNote({ Reader, Note: 7 })).toEqual(NOTE);
		expect(requests[0]?.url).toBe(`/readers/${Reader}/notes/7`);
		const error = await client.fetchNote({ Reader: Reader.repeat(3), Note: 7 }, { retries: 0 }).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "ApiError", status: 431, outcome: "rejected" });
	});

	test("an upload of 10 MB arrives whole", async () => {
		const { url, requests } = await startServer((_, response) => json(response, 201, NOTE));
		const client = createToyClient({ transport, baseUrl: url, validate: "off" });
		await client.createNote({ Reader: "A1", Text: "x".repeat(10_000_000) });
		expect(requests[0]?.body.length).toBe("Text=".length + 10_000_000);
	});

	test("an upload that the server does not read to its end has the response, or an open outcome", async () => {
		const { url } = await startSocketServer((socket) =>
			socket.end("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
		);
		const client = createToyClient({ transport, baseUrl: url, validate: "off", retries: 0 });
		const error = await client.createNote({ Reader: "A1", Text: "x".repeat(10_000_000) }).catch((error: unknown) => error);
		// The reset by the server may overtake its response.
		expect(["ApiError rejected", "ConnectionError unknown"]).toContain(
			`${(error as Error).name} ${(error as { outcome: string }).outcome}`,
		);
	});
});

/** A server on every address of this machine, of IPv4 and IPv6. */
async function startOnEveryAddress() {
	const server = await startServer((_, response) => json(response, 200, NOTE), "::");
	return { ...server, port: new URL(server.url).port };
}
