import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as api from "../../../src/core/client/api-error.ts";
import { ClientError } from "../../../src/core/client/errors.ts";
import type { LogEntry } from "../../../src/core/client/log.ts";
import { json, startServer, startSocketServer, unusedAddress } from "../../support/servers.ts";
import { createToyClient, NOTE, SECRET, TRANSPORTS, toyConfig } from "./support/toy.ts";

const TEXT = "a very private note";
const BASIC = toyConfig.secrets.credentials ?? "";

test("an error of the service carries all that it said", async () => {
	const { url } = await startServer((_, response) =>
		json(
			response,
			404,
			{ code: 20404, message: "No such note", moreInfo: "https://x/20404", details: { a: 1 } },
			{ "x-request-name": "R1" },
		),
	);
	const error = await createToyClient({ baseUrl: url })
		.fetchNote({ Reader: "A1", Note: 7 })
		.catch((error: unknown) => error);
	expect(error).toBeInstanceOf(api.NotFoundError);
	expect(error).toBeInstanceOf(api.ApiError);
	expect(error).toBeInstanceOf(ClientError);
	expect({ ...(error as api.ApiError) }).toEqual({
		name: "NotFoundError",
		status: 404,
		code: 20404,
		moreInfo: "https://x/20404",
		requestId: "R1",
		retryAfter: undefined,
		operationId: "fetchNote",
		method: "GET",
		url: `${url}/readers/A1/notes/7`,
		attempts: 1,
		outcome: "rejected",
	});
	expect((error as api.ApiError).details).toEqual({ a: 1 });
	expect((error as api.ApiError).message).toBe(`GET ${url}/readers/A1/notes/7: 404 No such note (code 20404)`);
});

test("an error whose body is no JSON is still the error of its status", async () => {
	const { url } = await startServer((_, response) =>
		response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
	);
	const call = createToyClient({ baseUrl: url }).createNote({ Reader: "A1", Text: TEXT });
	await expect(call).rejects.toMatchObject({ name: "ServerError", status: 502, code: undefined, outcome: "unknown" });
	await expect(call).rejects.toThrow("whether it was carried out is unknown");
	const error = await call.catch((error: unknown) => error);
	expect((error as api.ApiError).preview).toBe("<h1>Bad gateway</h1>");
	expect(inspect(error) + JSON.stringify(error)).not.toContain("Bad gateway");
});

test("request values that the service repeats are redacted, however it encodes them", async () => {
	const repeated = [TEXT, encodeURIComponent(TEXT), TEXT.replaceAll(" ", "+"), SECRET, BASIC].join("&");
	const { url } = await startServer((_, response) =>
		json(response, 400, { code: 1, message: repeated, moreInfo: `https://x/?${repeated}` }, { "x-request-name": repeated }),
	);
	const error = await createToyClient({ baseUrl: url })
		.createNote({ Reader: "A1", Text: TEXT })
		.catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "BadRequestError", moreInfo: expect.stringContaining("<Text>&<Text>&<Text>") });
	const printed = inspect(error) + JSON.stringify(error) + String(error);
	for (const secret of repeated.split("&")) expect(printed).not.toContain(secret);
});

test.each([
	["x-authorization", "Bearer 0123-abcd", "0123-abcd"],
	["proxy-authorization", "Basic bWU6cGFzcw==", "bWU6cGFzcw"],
	["cookie", "a=1; session=sess-0123", "sess-0123"],
	["x-api-key", "key/of+mine", encodeURIComponent("key/of+mine")],
	["x-credentials", 'Token token="t0ken-0123", kind="x"', "t0ken-0123"],
])("a token of the caller's own header %s is redacted where the service repeats it alone", async (name, value, repeated) => {
	const lines: unknown[] = [];
	const write = (...line: unknown[]) => void lines.push(line);
	const logger = { debug: write, info: write, warn: write, error: write };
	const { url } = await startServer((_, response) =>
		json(
			response,
			400,
			{ code: 1, message: `no: ${repeated}.`, moreInfo: `https://x/?${repeated}` },
			{ "x-request-name": repeated },
		),
	);
	const client = createToyClient({ baseUrl: url, logger, logLevel: "debug" });
	const error = await client
		.createNote({ Reader: "A1", Text: TEXT }, { headers: { [name]: value } })
		.catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "BadRequestError", message: expect.stringContaining(`<${name}>`) });
	expect(printed(error) + JSON.stringify(lines)).not.toContain(repeated);
});

test("the stack of an error names the caller, wherever the error came from", async () => {
	const never = () => new Promise<Response>(() => {});
	const failing = () => Promise.reject(new TypeError("fetch failed"));
	for (const fetch of [never, failing]) {
		async function someCaller() {
			return await createToyClient({ baseUrl: "http://localhost:1", fetch, timeout: 1, retries: 0 }).fetchNote({
				Reader: "A1",
				Note: 7,
			});
		}
		const error = await someCaller().catch((error: Error) => error);
		expect((error as Error).stack).toContain("someCaller");
	}
});

test("numbers are shown for numeric rules only", async () => {
	const client = createToyClient({ baseUrl: "http://localhost:1" });
	await expect(client.createNote({ Reader: "A1", Text: 483921 } as never)).rejects.toThrow(
		"/Text: expected type string, got a number",
	);
	await expect(client.fetchNote({ Reader: "A1", Note: 7 }, { retries: 25 })).rejects.toThrow("got 25");
});

test("the error of an unusable response has a preview", async () => {
	const { url } = await startServer((_, response) =>
		response.writeHead(200, { "content-type": "application/json", "x-request-name": "R1" }).end(`<p>${TEXT}${"x".repeat(1000)}`),
	);
	const error = await createToyClient({ baseUrl: url })
		.fetchNote({ Reader: "A1", Note: 7 })
		.catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "ResponseError", status: 200, requestId: "R1" });
	expect((error as { preview: string }).preview).toBe(`<p>${TEXT}${"x".repeat(1000)}`.slice(0, 512));
	expect(printed(error)).not.toContain(TEXT);
});

/** Every way in which a call with a private text can fail. */
const FAILURES: Readonly<Record<string, (transport: (typeof TRANSPORTS)[number]) => Promise<unknown>>> = {
	"the service repeats what was sent": async (transport) => {
		const { url } = await startServer(({ headers, body }, response) => {
			const message = `You sent ${body} ${new URLSearchParams(body).get("Text")} with ${headers.authorization} and ${SECRET}`;
			json(response, 400, { message, details: { message } });
		});
		return createToyClient({ transport, baseUrl: url }).createNote({ Reader: "A1", Text: TEXT });
	},
	"the response is nonsense": async (transport) => {
		const { url } = await startServer(({ headers }, response) => {
			response.writeHead(201, { "content-type": "application/json" }).end(`{${TEXT}${headers.authorization}${SECRET}`);
		});
		return createToyClient({ transport, baseUrl: url }).createNote({ Reader: "A1", Text: TEXT });
	},
	"the response breaks off": async (transport) => {
		const { url } = await startSocketServer((socket) =>
			socket.end(`HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n"${TEXT}`),
		);
		return createToyClient({ transport, baseUrl: url }).createNote({ Reader: "A1", Text: TEXT });
	},
	"a redirect repeats the credentials": async (transport) => {
		const { url } = await startServer(({ headers }, response) =>
			response
				.writeHead(302, { location: `http://example.com/${SECRET}?${encodeURIComponent(headers.authorization ?? "")}` })
				.end(TEXT),
		);
		return createToyClient({ transport, baseUrl: url }).createNote({ Reader: "A1", Text: TEXT });
	},
	"nothing listens": async (transport) =>
		createToyClient({ transport, baseUrl: await unusedAddress() }).createNote({ Reader: "A1", Text: TEXT }),
	"no response arrives": async (transport) => {
		const { url } = await startServer(() => {});
		return createToyClient({ transport, baseUrl: url, timeout: 20 }).createNote({ Reader: "A1", Text: TEXT });
	},
	"the text is too long": async (transport) =>
		createToyClient({ transport, baseUrl: "http://localhost:1" }).createNote({
			Reader: "A1",
			Text: TEXT.repeat(3),
			Data: { secret: TEXT },
			Extra: TEXT,
		} as never),
	"the error of the caller's own fetch says too much": async () => {
		const fetch = async (_: string, init: RequestInit) => {
			const cause = Object.assign(new Error(`cannot send ${init.body} ${TEXT}`), { request: init, config: { password: SECRET } });
			throw Object.assign(new TypeError(`failed with ${SECRET} ${BASIC}`, { cause }), { request: init });
		};
		return createToyClient({ baseUrl: "http://localhost", fetch }).createNote({ Reader: "A1", Text: TEXT });
	},
};

describe.each(TRANSPORTS)("with the transport %s", (transport) => {
	test.each(Object.entries(FAILURES))("%s: no credential and no text is printed or logged", async (_, fail) => {
		const error = await fail(transport).catch((error: unknown) => error);
		expect(error).toBeInstanceOf(ClientError);
		const text = printed(error);
		for (const secret of [SECRET, BASIC, TEXT, encodeURIComponent(TEXT), TEXT.replaceAll(" ", "+")])
			expect(text).not.toContain(secret);
	});
});

test("a client prints nothing of its credentials", () => {
	const text = printed(createToyClient());
	expect(text).not.toContain(SECRET);
	expect(text).not.toContain(BASIC);
});

test("the log holds addresses and lengths, never credentials and texts", async () => {
	const server = await startServer((_, response, index) =>
		json(response, index === 0 ? 429 : 201, NOTE, { "x-request-name": `R${index}` }),
	);
	const lines: [string, string, LogEntry][] = [];
	const write = (level: string) => (message: string, entry: LogEntry) => lines.push([level, message, entry]);
	const logger = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
	let time = 0;
	const client = createToyClient({ baseUrl: server.url, logger, logLevel: "debug", now: () => time++, random: () => 0.5 });
	await client.createNote({ Reader: "A1", Text: TEXT });

	const url = `${server.url}/readers/A1/notes`;
	const entry = { operationId: "createNote", method: "POST", url };
	expect(lines).toEqual([
		["debug", `POST ${url}: sending`, { ...entry, attempt: 1, requestLength: 24 }],
		["info", `POST ${url}: responded`, { ...entry, attempt: 1, status: 429, duration: 1, requestId: "R0", responseLength: 22 }],
		["warn", `POST ${url}: retrying`, { ...entry, attempt: 1, status: 429, delay: 250 }],
		["debug", `POST ${url}: sending`, { ...entry, attempt: 2, requestLength: 24 }],
		["info", `POST ${url}: responded`, { ...entry, attempt: 2, status: 201, duration: 1, requestId: "R1", responseLength: 22 }],
	]);
	const text = printed(lines);
	for (const secret of [SECRET, BASIC, TEXT]) expect(text).not.toContain(secret);
});

test("the log heeds its level, and errors of the logger are ignored", async () => {
	const { url } = await startServer((_, response, index) => json(response, index === 0 ? 503 : 200, NOTE));
	const levels: string[] = [];
	const write = (level: string) => () => {
		levels.push(level);
		throw new Error("The disk is full.");
	};
	const logger = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
	expect(await createToyClient({ baseUrl: url, logger, logLevel: "warn" }).fetchNote({ Reader: "A1", Note: 7 })).toEqual(NOTE);
	await createToyClient({ baseUrl: await unusedAddress(), logger, logLevel: "error" })
		.readMotto()
		.catch(() => {});
	expect(levels).toEqual(["warn", "error"]);
});

/** All that a careless program may write to a file. */
function printed(value: unknown): string {
	const error = value as Partial<Error>;
	return [
		JSON.stringify(value),
		inspect(value, { depth: 20 }),
		String(value),
		error.stack,
		inspect(error.cause, { depth: 20 }),
	].join("\n");
}

test("of two texts, one a part of the other, both are redacted completely", async () => {
	const [short, long] = ["1234", "12345678 my secret"];
	const { url } = await startServer((_, response) => json(response, 400, { code: 1, message: `no: ${long}` }));
	const client = createToyClient({ baseUrl: url });
	const call = client.createNote({ Reader: "A1", Data: short, Text: long }, { retries: 0 }).catch(String);
	const other = client.createNote({ Reader: "A1", Tags: [], Text: long, Data: short }).catch(String);
	for (const text of [await call, await other]) {
		expect(text).toMatch(/^BadRequestError: .*: 400 no: <Text>/);
		expect(text).not.toContain("my secret");
	}
});

test("an error that is its own cause is converted", async () => {
	const circular: Error & { cause?: unknown } = new TypeError("round and round");
	circular.cause = circular;
	const client = createToyClient({ baseUrl: "http://localhost:1", fetch: () => Promise.reject(circular), retries: 0 });
	await expect(client.fetchNote({ Reader: "A1", Note: 7 })).rejects.toMatchObject({
		name: "ConnectionError",
		outcome: "unknown",
	});
});

test("a credential of the caller's own headers, and a token in base64, are in no error and no log entry", async () => {
	const key = "k3y of/the+caller";
	const repeated = [
		key,
		encodeURIComponent(key),
		btoa(key),
		btoa(SECRET).replace(/=+$/, ""),
		`Basic ${BASIC}`,
		"cHJveHk6cGFzcw",
	].join(" & ");
	const { url } = await startServer((_, response) => json(response, 400, { message: repeated }, { "x-request-name": repeated }));
	const entries: unknown[] = [];
	const write = (...line: unknown[]) => entries.push(line);
	const client = createToyClient({
		baseUrl: url,
		logger: { debug: write, info: write, warn: write, error: write },
		headers: { "X-Api-Key": key, "Proxy-Authorization": "Basic cHJveHk6cGFzcw==" },
	});
	const error = await client.fetchNote({ Reader: "A1", Note: 7 }).catch((error: unknown) => error);
	const text = printed(error) + printed(entries);
	expect(text).toContain("<x-api-key>");
	for (const form of repeated.split(" & ")) expect(text).not.toContain(form);
});
