import { expect, test } from "vitest";
import { nearest } from "../../../src/core/operation/nearest.ts";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE, SECRET } from "./support/toy.ts";

const thrownBy = (make: () => unknown): string => {
	try {
		make();
	} catch (error) {
		return String(error);
	}
	return "nothing";
};

test.each<[object, string]>([
	[{ timout: 1 }, "/timout is not known; did you mean timeout?"],
	[{ baseURL: "http://localhost" }, "/baseURL is not known; did you mean baseUrl?"],
	[{ quite: 1 }, "/quite is not known"],
	[{ constructor: 1 }, "/constructor is not known"],
	[{ timeout: Number.NaN }, "/timeout: expected a number of milliseconds from 1 to 2147483647, got NaN"],
	[{ timeout: 0 }, "/timeout: expected a number of milliseconds from 1 to 2147483647, got 0"],
	[{ timeout: 2 ** 31 }, "/timeout: expected a number of milliseconds from 1 to 2147483647, got 2147483648"],
	[{ timeout: "30s" }, "/timeout: expected a number of milliseconds from 1 to 2147483647, got a string of 3 characters"],
	[
		{ totalTimeout: Number.POSITIVE_INFINITY },
		"/totalTimeout: expected a number of milliseconds from 1 to 2147483647, got Infinity",
	],
	[{ retries: -1 }, "/retries: expected a whole number from 0 to 20, got -1"],
	[{ retries: 1.5 }, "/retries: expected a whole number from 0 to 20, got 1.5"],
	[{ retries: true }, "/retries: expected a whole number from 0 to 20, got true"],
	[{ validate: "response" }, "/validate: expected one of off, request, all, got a string of 8 characters"],
	[{ onDrift: "warn" }, '/onDrift: expected a function or "throw", got a string of 4 characters'],
	[{ logger: () => {} }, "/logger: expected an object with debug, info, warn and error, got a function"],
	[{ logLevel: "verbose" }, "/logLevel: expected one of debug, info, warn, error, got a string of 7 characters"],
	[{ fetch: "node-fetch" }, "/fetch: expected a function, got a string of 10 characters"],
	[{ logger: { info: () => {} } }, "/logger: expected an object with debug, info, warn and error, got an object"],
	[{ signal: AbortSignal.abort() }, "/signal is not known"],
	[{ "a/b~c": 1 }, "/a~1b~0c is not known"],
	[{ unenforced: { Text: "maxLength" } }, "/unenforced: expected an object of lists of rules, got an object"],
])("%o", (options, message) => {
	expect(thrownBy(() => createToyClient(options))).toBe(`ValidationError: createToyClient: ${message}`);
});

test("a rule of an unknown argument is rejected", () => {
	expect(thrownBy(() => createToyClient({ unenforced: { Txt: ["maxLength"] } }))).toBe(
		"ValidationError: createToyClient.unenforced: /Txt is not known; did you mean Text?",
	);
});

test.each([
	"notes.library.test",
	"ftp://localhost",
	`http://user:${SECRET}@localhost`,
	"http://localhost?x",
	"http://localhost#x",
	"http://",
	"",
])("%j is no base address, and is not repeated", (baseUrl) => {
	const message = thrownBy(() => createToyClient({ baseUrl }));
	expect(message).toMatch(/baseUrl: expected an absolute http or https address without credentials/);
	expect(message).not.toContain(SECRET);
});

test.each<[string, boolean]>([
	["http://localhost:4010", true],
	["http://127.0.0.1", true],
	["http://127.9.9.9:1/base", true],
	["http://[::1]:4010", true],
	["http://api.localhost", true],
	["https://example.com", true],
	["http://example.com", false],
	["http://127.0.0.1.example.com", false],
	["http://localhost.example.com", false],
	["http://10.0.0.1", false],
	["HTTP://EXAMPLE.COM", false],
	["http://0x7f.1.example.com", false],
])("plain http to %s is allowed: %s", (baseUrl, allowed) => {
	expect(thrownBy(() => createToyClient({ baseUrl }))).toEqual(allowed ? "nothing" : expect.stringContaining("https"));
	expect(thrownBy(() => createToyClient({ baseUrl, allowInsecureHttp: true }))).toBe("nothing");
});

test("a documented server without https is rejected as well", () => {
	expect(thrownBy(() => createToyClient({}, { resolveServer: () => "http://example.com" }))).toContain("https");
});

test("options of a call are checked, and override those of the client", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 500, {}));
	const client = createToyClient({ baseUrl: url, retries: 1 });
	const values = { Reader: "A1", Note: 7 };
	await expect(client.fetchNote(values, { retrys: 1 } as never)).rejects.toThrow(
		"fetchNote: /retrys is not known; did you mean retries?",
	);
	await expect(client.fetchNote(values, { timeout: Number.NaN })).rejects.toThrow("/timeout: expected a number of milliseconds");
	await expect(client.fetchNote(values, { signal: {} as AbortSignal })).rejects.toThrow("/signal: expected an AbortSignal");
	await expect(client.fetchNote(values, 7 as never)).rejects.toThrow("fetchNote: expected an object of options, got a number");
	expect(requests).toHaveLength(0);
	await expect(client.fetchNote(values, { retries: undefined })).rejects.toMatchObject({ attempts: 2 });
	await expect(client.fetchNote(values, { retries: 2 })).rejects.toMatchObject({ attempts: 3 });
});

test("a base path comes before the operation's, and credentials stay where they belong", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 200, NOTE));
	const client = createToyClient({ baseUrl: `${url}/base/` });
	await client.fetchNote({ Reader: "A1", Note: 7 });
	await client.readMotto();
	expect(requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
		["/base/readers/A1/notes/7", expect.stringMatching(/^Basic /)],
		["/base/motto", undefined],
	]);
});

test("each operation goes to its own server", async () => {
	const urls: string[] = [];
	const fetch = async (url: string) => {
		urls.push(url);
		return Response.json(NOTE);
	};
	const client = createToyClient({ fetch });
	await client.fetchNote({ Reader: "A1", Note: 7 });
	await client.readMotto();
	expect(urls).toEqual(["https://notes.library.test/readers/A1/notes/7", "https://files.library.test/motto"]);
});

test("the global fetch is looked up at each call", async () => {
	const original = globalThis.fetch;
	const client = createToyClient();
	globalThis.fetch = async () => Response.json(NOTE);
	try {
		expect(await client.fetchNote({ Reader: "A1", Note: 7 })).toEqual(NOTE);
	} finally {
		globalThis.fetch = original;
	}
});

test.each<[string, string | undefined]>([
	["timout", "timeout"],
	["TIMEOUT", "timeout"],
	["retry", "retries"],
	["signa", "signal"],
	["x", undefined],
	["", undefined],
	["completelydifferent", undefined],
])("%j is near to %j", (name, known) => {
	expect(nearest(name, ["timeout", "retries", "signal"])).toBe(known);
});

const HEADERS = "headers of Latin text, not authorization nor of the connection";

test.each<[string, object, string]>([
	["undefined", { "x-a": undefined }, "/headers/x-a: expected {}, got undefined"],
	["null", { "x-a": null }, "/headers/x-a: expected {}, got null"],
	["a number", { "x-a": 1 }, "/headers/x-a: expected {}, got a number"],
	["an emoji", { "x-ok": "1", "x-a": "😀" }, "/headers/x-a: expected {}, got a string of 1 character"],
	["a line break", { "x-a": "b\n" }, "/headers/x-a: expected {}, got a string of 2 characters with a control character"],
	["a name that is none", { "x a": "b" }, "/headers/x a: expected {}, got a string of 1 character"],
	["authorization", { Authorization: "b" }, "/headers/Authorization: expected {}, got a string of 1 character"],
	[
		"authorization in Headers",
		new Headers({ Authorization: "b" }),
		"/headers/authorization: expected {}, got a string of 1 character",
	],
	["of the length", { "content-length": "3" }, "/headers/content-length: expected {}, got a string of 1 character"],
	["of the encoding", { "Transfer-Encoding": "x" }, "/headers/Transfer-Encoding: expected {}, got a string of 1 character"],
	["of the host", { HOST: "x" }, "/headers/HOST: expected {}, got a string of 1 character"],
	["a Map", new Map([["x-a", "b"]]), "/headers: expected {}, got a Map"],
	["a list", [["x-a", "b"]], "/headers: expected {}, got a list"],
])("the message about a header that is %s names it", async (_, headers, message) => {
	const expected = message.replace("{}", HEADERS);
	const options = { baseUrl: "http://localhost:1", headers: headers as Record<string, string> };
	expect(() => createToyClient(options)).toThrow(`createToyClient: ${expected}`);
	const call = createToyClient().fetchNote({ Reader: "A1", Note: 7 }, { headers: options.headers });
	await expect(call).rejects.toThrow(`fetchNote: ${expected}`);
});

test("headers may be a Headers object, of the client and of a call", async () => {
	const seen: unknown[] = [];
	const fetch = async (_: string, { headers }: RequestInit) => {
		seen.push(headers);
		return Response.json({ id: 7, text: "milk" });
	};
	const client = createToyClient({
		baseUrl: "http://localhost",
		fetch,
		headers: new Headers({ "X-A": "client", "X-B": "client" }),
	});
	await client.fetchNote({ Reader: "A1", Note: 7 }, { headers: new Headers({ "X-B": "call" }) });
	expect(seen).toMatchObject([{ "x-a": "client", "x-b": "call", "user-agent": "toy/1" }]);
});
