import { expect, test } from "vitest";
import { judgeRecording, testContract, testReceiver } from "../../src/contract.ts";
import { createSandbox, parseFault } from "../../src/sandbox.ts";

// Callers in JavaScript have no compiler: what is misspelt would test another target than theirs.
const call = (tested: (options: never) => unknown, options: unknown) => async () => tested(options as never);

const url = "http://127.0.0.1:1";

test.each<[name: string, call: () => Promise<unknown>, message: string]>([
	[
		"a misspelt option",
		call(testContract, { targett: "http://127.0.0.1:1" }),
		"testContract: /targett is not known; did you mean target?",
	],
	["a misspelt time", call(testContract, { tiemout: 1 }), "testContract: /tiemout is not known; did you mean timeout?"],
	[
		"a target that is no URL",
		call(testContract, { target: "nope" }),
		"/target: expected an http(s) URL, or an object with send and credentials, got",
	],
	[
		"a target that is a number",
		call(testContract, { target: 5 }),
		"/target: expected an http(s) URL, or an object with send and credentials, got",
	],
	[
		"a target that cannot send",
		call(testContract, { target: {} }),
		"/target: expected an http(s) URL, or an object with send and credentials, got",
	],
	[
		"a time without length",
		call(testContract, { timeout: -1 }),
		"/timeout: expected a number of milliseconds from 1 to 2147483647, got -1",
	],
	[
		"operations that are no list",
		call(testContract, { operations: "listMessages" }),
		"/operations: expected a list of texts, got a string of 12 characters",
	],
	["null", call(testContract, null), "testContract: expected an object of options, got null"],
	["a receiver without an address", call(testReceiver, { authToken: "t" }), "/url is missing"],
	[
		"a receiver that is no server",
		call(testReceiver, { url: "u:p@x", authToken: "t" }),
		"/url: expected an http(s) URL, got a string of 5 characters",
	],
	["a receiver without a token", call(testReceiver, { url }), "/authToken is missing"],
	["a misspelt option of a receiver", call(testReceiver, { url, authToken: "t", method: "GET" }), "did you mean methods?"],
	[
		"a recording that is none",
		call(judgeRecording, {}),
		"judgeRecording: expected the path of a file, or several, got an object",
	],
	[
		"a misspelt option of a sandbox",
		call(createSandbox, { seeds: {} }),
		"createSandbox: /seeds is not known; did you mean seed?",
	],
	["a misspelt setting", call(createSandbox, { unknownField: "reject" }), "did you mean unknownFields?"],
	["no options of a sandbox", call(createSandbox, null), "createSandbox: expected an object of options, got null"],
	["a misspelt option of listen", call(createSandbox().listen, { prot: 1 }), "listen: /prot is not known; did you mean port?"],
	[
		"a port that is a text",
		call(createSandbox().listen, { port: "4011x" }),
		"listen: /port: expected a whole number from 0 to 65535, got ",
	],
	[
		"a port that is too high",
		call(createSandbox().listen, { port: 99_999 }),
		"listen: /port: expected a whole number from 0 to 65535, got ",
	],
	[
		"times that are no number",
		call(testContract, { concurrency: "4" }),
		"/concurrency: expected a whole number from 1 to 64, got a string",
	],
	[
		"cases without end",
		call(testContract, { concurrency: Number.POSITIVE_INFINITY }),
		"/concurrency: expected a whole number from 1",
	],
	[
		"a target without credentials",
		call(testContract, { target: { name: "a", send: () => null } }),
		"/target: expected an http(s) URL",
	],
	["webhooks as a list", call(createSandbox, { webhooks: [] }), "createSandbox: /webhooks: expected an object, got a list"],
	[
		"webhooks that nothing sends",
		call(createSandbox, { webhooks: { fetch: 5 } }),
		"webhooks: /fetch: expected a function, got a number",
	],
	[
		"hosts of webhooks as a text",
		call(createSandbox, { webhooks: { url: "http://ex.com", allowedHosts: "ex.com" } }),
		"webhooks: /allowedHosts: expected a list of texts, got a string of 6 characters",
	],
	["a parameter that is a number", call(testContract, { parameters: { Sid: 5 } }), "/parameters: expected an object of texts"],
	[
		"no method of a receiver",
		call(testReceiver, { url, authToken: "t", methods: [] }),
		"/methods: expected a list of GET and POST",
	],
	["an empty token", call(testReceiver, { url, authToken: "" }), "/authToken: expected a token, got a string of 0 characters"],
	["servers as a list", call(judgeRecording.bind(null, "a.har"), ["a"]), "judgeRecording: expected an object of options"],
	[
		"a recording of a text",
		call(createSandbox, { record: "x" }),
		"/record: expected a whole number from 0 to 1073741824, got a string",
	],
	[
		"a size that is no number",
		call(createSandbox, { maxBodyBytes: Number.NaN }),
		"/maxBodyBytes: expected a whole number from 0 to 1073741824, got NaN",
	],
	["a function that is none", call(createSandbox, { onExchange: {} }), "/onExchange: expected a function, got an object"],
	[
		"a text in place of origins",
		call(createSandbox, { allowedOrigins: "https://a.example" }),
		"/allowedOrigins: expected a list",
	],
	["mutations without functions", call(createSandbox, { mutations: { a: 1 } }), "/mutations: expected an object of functions"],
	[
		"credentials as a text",
		call(createSandbox, { credentials: "AC" }),
		"/credentials: expected a list of objects with a username",
	],
	[
		"credentials as texts",
		call(createSandbox, { credentials: ["AC"] }),
		"/credentials/0: expected a list of objects with a username",
	],
	[
		"credentials without a password",
		call(createSandbox, { credentials: [{ username: "AC", password: "secret" }, { username: "AC" }] }),
		"/credentials/1: expected a list of objects with a username and a password, got an object",
	],
	["a status as a text", call(createSandbox, { stoppedStatus: "403" }), "stoppedStatus: expected 400 or 403, got a string"],
	["a limit as a text", call(createSandbox, { bodyLimit: "10" }), "bodyLimit: expected a whole number from 1, got a string"],
	["a setting that is null", call(createSandbox, { delivery: null }), "delivery: expected null or summary, got null"],
	["hosts as a text", call(createSandbox().listen, { allowedHosts: "a" }), "listen: /allowedHosts: expected a list of texts"],
	["an empty host", call(createSandbox().listen, { host: "" }), "listen: /host: expected a host, got a string of 0 characters"],
	[
		"a time of no length",
		call(createSandbox().listen, { requestTimeout: 0 }),
		"/requestTimeout: expected a number of milliseconds",
	],
])("%s rejects, and names the option", async (_, called, message) => {
	await expect(called()).rejects.toThrow(message);
});

test.each<[name: string, request: unknown]>([
	["nothing", undefined],
	["an object without members", {}],
	["an address that is an object", { method: "GET", url: new URL(url), headers: {}, body: null }],
	["a method that is a number", { method: 1, url, headers: {}, body: null }],
	["headers that are a list", { method: "GET", url, headers: [], body: null }],
	["a body that is an object", { method: "POST", url, headers: {}, body: { Body: "a" } }],
])("%s is no request to handle", (_, request) => {
	expect(() => createSandbox().handle(request as never)).toThrow(
		new TypeError("handle: expected a method, url, headers, and a body of text or null"),
	);
});

test("a value that JSON does not know is named by its kind", () => {
	expect(() => createSandbox().inject({ status: 503n } as never)).toThrow(/^status: expected .*, got a bigint$/);
	expect(() => createSandbox({ seed: { version: 1n } as never })).toThrow("/version: expected 1, got a bigint");
	expect(() => parseFault(undefined as never)).toThrow('expected a text such as "status=503", got undefined');
});

test.each([{ a: 1 }, 5, 10n, new Date(0), ["{}"]])("attributes of a seed are a text, and not %o", (attributes) => {
	const path = `/v1/Conversations/CH${"1".repeat(32)}/Messages`;
	const seed = { resources: [{ path, items: [{ body: "x", attributes }] }] };
	expect(() => createSandbox().seed(seed)).toThrow("/resources/0/items/0/attributes: breaks type");
});

test("a request without a body may leave it out", () => {
	expect(createSandbox().handle({ method: "GET", url, headers: {} } as never)).toMatchObject({ status: 404 });
});

test("what listens to events is a function", () => {
	expect(() => createSandbox().watch(5 as never)).toThrow(new TypeError("watch: expected a function, got a number"));
});
