import { createServer, type IncomingMessage, request as send } from "node:http";
import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, test } from "vitest";
import { computeSignature } from "../../../src/core/webhooks/signature.ts";
import { parseAndVerify, sign, testRequest, type VerifyOptions, verify, WebhookError } from "../../../src/webhooks.ts";
import { listen } from "../../support/servers.ts";
import { VECTOR_TOKEN, VECTORS, type Vector } from "./vectors.ts";

const TOKEN = "a token";
const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const JSON_TYPE = "application/json";
/** A text with everything that was lost or encoded anew somewhere. */
const HOSTILE = "it's 1+1 = 2 & 50% 🙂é:!*()~ %27 %2B";

const pairsOf = (fields: Vector["fields"]) =>
	Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));

const isVerified = (options: VerifyOptions) =>
	verify(options).then(
		() => true,
		(error) => (error instanceof WebhookError ? error.reason : String(error)),
	);

describe.each(VECTORS)("the published signature: $title", ({ url, signedUrl = url, fields, body, signature }) => {
	const headers = { "X-Twilio-Signature": signature, "Content-Type": body === undefined ? FORM : JSON_TYPE };
	const request = {
		url,
		method: "POST",
		headers,
		body: body ?? new URLSearchParams(pairsOf(fields)).toString(),
		authToken: VECTOR_TOKEN,
	};

	test("is made", async () => {
		expect(await computeSignature(signedUrl, pairsOf(fields), VECTOR_TOKEN)).toBe(signature);
	});

	test("is accepted", async () => {
		expect(await isVerified(request)).toBe(true);
		expect(await isVerified({ ...request, url: signedUrl, headers: new Headers(headers) })).toBe(true);
	});

	test("is rejected with another token, another field or another path", async () => {
		expect(await isVerified({ ...request, authToken: "12346" })).toBe("wrong-signature");
		const reason = body === undefined ? "wrong-signature" : "wrong-body-hash";
		expect(await isVerified({ ...request, body: `${request.body}&Extra=1` })).toBe(reason);
		expect(await isVerified({ ...request, url: url.replace("?", "x?") })).toBe("wrong-signature");
	});
});

const lists = fc.uniqueArray(fc.constantFrom("", "a", "b", "é", "🙂", "'", "+", " ", "%27", HOSTILE), {
	minLength: 1,
	maxLength: 3,
});
const forms = fc.dictionary(fc.constantFrom("Body", "body", "Author", "Media", "X.Y", "é"), lists);
const addresses = fc
	.tuple(
		fc.constantFrom("https://example.com", "http://example.com:8080", "https://[2001:db8::1]:8443", "https://Example.com:443"),
		fc.constantFrom("/hooks", "/a%2Fb//c", "/", "/%E2%82%AC"),
		fc.constantFrom("", "?", "?a=1&b=it's", "?a=%27&b=%2B+%20", "?x=:!*()~"),
	)
	.map((parts) => parts.join(""));

describe("the official package", () => {
	test("accepts the form that is signed here, and signs the form that is accepted here", async () => {
		await fc.assert(
			fc.asyncProperty(addresses, forms, async (url, form) => {
				const body = new URLSearchParams(pairsOf(form)).toString();
				const signed = await sign({ url, headers: { "Content-Type": FORM }, body, authToken: TOKEN });
				expect(twilio.validateRequest(TOKEN, signed.headers["x-twilio-signature"] ?? "", signed.url, form)).toBe(true);
				const signature = expectedSignature(url, form);
				const headers = { "x-twilio-signature": signature, "content-type": FORM };
				expect(await isVerified({ url, method: "POST", headers, body, authToken: TOKEN })).toBe(true);
			}),
		);
	});

	test("accepts the query that is signed here, and signs the query that is accepted here", async () => {
		await fc.assert(
			fc.asyncProperty(addresses, async (url) => {
				const signed = await sign({ url, method: "GET", authToken: TOKEN });
				expect(twilio.validateRequest(TOKEN, signed.headers["x-twilio-signature"] ?? "", url, {})).toBe(true);
				const headers = { "x-twilio-signature": expectedSignature(url, {}) };
				expect(await isVerified({ url, method: "GET", headers, authToken: TOKEN })).toBe(true);
			}),
		);
	});

	test("accepts the JSON body that is signed here", async () => {
		await fc.assert(
			fc.asyncProperty(addresses, fc.json(), async (url, body) => {
				const { headers, url: hashed } = await sign({ url, headers: { "content-type": JSON_TYPE }, body, authToken: TOKEN });
				const signature = headers["x-twilio-signature"] ?? "";
				expect(twilio.validateRequestWithBody(TOKEN, signature, hashed, body)).toBe(true);
				expect(await isVerified({ url: hashed, method: "POST", headers, body, authToken: TOKEN })).toBe(true);
			}),
		);
	});

	test.each(["POST", "GET"] as const)("accepts a test request as Express would show it, with %s", async (method) => {
		const fields = { Body: HOSTILE, Author: "", Added: ["b", "a", "b"] };
		const { url, headers, body } = await testRequest("onMessageAdded", fields, { authToken: TOKEN, method });
		const request = {
			protocol: "https",
			originalUrl: url.replace("https://example.com", ""),
			headers: { host: "example.com" },
			header: (name: string) => headers[name.toLowerCase()],
			body: Object.fromEntries([...new URLSearchParams(body ?? "").keys()].map((name) => [name, valuesIn(body ?? "", name)])),
		};
		expect(twilio.validateIncomingRequest(request as never, TOKEN)).toBe(true);
	});
});

/** As Express shows a field: a list only if its name is repeated. */
function valuesIn(form: string, name: string): string | string[] {
	const [value = "", ...others] = new URLSearchParams(form).getAll(name);
	return others.length > 0 ? [value, ...others] : value;
}

function expectedSignature(url: string, fields: Vector["fields"]): string {
	return twilio.getExpectedTwilioSignature(TOKEN, url, fields);
}

describe("a request over a socket", () => {
	test.each(["POST", "GET"] as const)("is verified and parsed by node:http, with %s", async (method) => {
		const { webhook } = await deliver({ Body: HOSTILE }, method);
		expect(webhook).toMatchObject({ event: "onMessageAdded", fields: { Body: HOSTILE } });
	});

	test.each(["POST", "GET"] as const)("is verified and parsed as a Request, with %s", async (method) => {
		const { webhook } = await deliver({ Body: HOSTILE }, method, async (message, options) => {
			const body = await readText(message);
			const url = `http://${message.headers.host}${message.url}`;
			const headers = message.headers as Record<string, string>;
			return parseAndVerify(new Request(url, { method, headers, body: method === "GET" ? null : body }), options);
		});
		expect(webhook).toMatchObject({ fields: { Body: HOSTILE } });
	});

	test("is verified by the body that a framework has kept", async () => {
		const { webhook } = await deliver({ Body: HOSTILE }, "POST", async (message, options) =>
			parseAndVerify(Object.assign(message, { rawBody: Buffer.from(await readText(message)) }), options),
		);
		expect(webhook).toMatchObject({ fields: { Body: HOSTILE } });
	});

	test("behind a proxy that ends TLS, is verified by the public address alone", async () => {
		const publicUrl = "https://hooks.example.com/twilio?tenant=1";
		const { port } = await serve((message) => parseAndVerify(message, { authToken: TOKEN, publicUrl }));
		const signed = await testRequest("onMessageAdded", { Body: HOSTILE }, { authToken: TOKEN, url: publicUrl });
		expect(await post(port, signed, "/internal?tenant=1")).toMatchObject({ status: 200 });
		const { status, text } = await post(
			(await serve((message) => parseAndVerify(message, { authToken: TOKEN }))).port,
			signed,
			"/internal?tenant=1",
		);
		expect(status).toBe(403);
		expect(text).toMatch(/fits none of http:\/\/127\.0\.0\.1:\d+\/internal\?tenant=…, /);
	});
});

describe("faults of other packages, which this one does not have", () => {
	const verified = async (url: string, received = url, method = "GET") => {
		const { headers } = await sign({ url, method, authToken: TOKEN });
		return isVerified({ url: received, method, headers, authToken: TOKEN });
	};

	test("a question mark of the address is not encoded", async () => {
		expect((await deliver({ Body: "a?b" }, "GET")).webhook).toMatchObject({ fields: { Body: "a?b" } });
	});

	test("an apostrophe in the query of a GET may be raw, or encoded on the way", async () => {
		expect(await verified("https://a.b/c?Body=it's:!")).toBe(true);
		expect(await verified("https://a.b/c?Body=it's:!", new Request("https://a.b/c?Body=it's:!").url)).toBe(true);
		expect(await verified("https://a.b/c?Body=it%27s", "https://a.b/c?Body=it's")).toBe(true);
		const { webhook } = await sendRaw("/?EventType=onMessageAdd&Body=it's:!");
		expect(webhook).toMatchObject({ event: "onMessageAdd", fields: { Body: "it's:!" } });
	});

	test("a port is kept or dropped, also after a user and an IPv6 address", async () => {
		for (const [signed, received] of [
			["https://h:1234/a", "https://h:1234/a"],
			["https://h/a", "https://h:1234/a"],
			["https://h:443/a", "https://h/a"],
			["https://h/a", "https://user:pass@h:1234/a"],
			["https://[::1]/a", "https://[::1]:1234/a"],
			["https://[::1]:443/a", "https://[::1]/a"],
		] as const)
			expect(await verified(signed, received), received).toBe(true);
	});

	test("an encoded plus remains encoded where the port changes", async () => {
		expect(await verified("https://h:443/a%2Bb?c=%2B", "https://h/a%2Bb?c=%2B")).toBe(true);
		expect(await verified("https://h:443/a%2Bb?c=%2B", "https://h/a+b?c=+")).toBe("wrong-signature");
	});

	test("a repeated name is not joined, a value is not trimmed, and an unknown field counts", async () => {
		const { webhook } = await deliver({ Body: " a ", New: ["1", "2"] }, "POST");
		expect(webhook).toMatchObject({ fields: { Body: " a ", New: ["1", "2"] } });
	});

	test("the query of a GET is not sorted anew", async () => {
		expect(await verified("https://a.b/c?b=1&a=2")).toBe(true);
		expect(await verified("https://a.b/c?b=1&a=2", "https://a.b/c?a=2&b=1")).toBe("wrong-signature");
	});

	test("a slash at the end counts, and a fragment does not", async () => {
		expect(await verified("https://a.b/c/", "https://a.b/c")).toBe("wrong-signature");
		expect(await verified("https://a.b/c#rc=2", "https://a.b/c")).toBe(true);
	});

	test("one of several tokens is enough", async () => {
		const { url, ...signed } = await testRequest("onMessageAdd", {}, { authToken: "new" });
		expect(await isVerified({ url, ...signed, authToken: [undefined, "old", "new"] })).toBe(true);
		expect(await isVerified({ url, ...signed, authToken: ["old", ""] })).toBe("wrong-signature");
	});
});

test.each([undefined, "", [], [undefined, ""]])("without a token (%j), the receiver is at fault", async (authToken) => {
	const signed = await testRequest("onMessageAdd", {}, { authToken: TOKEN });
	await expect(verify({ ...signed, authToken })).rejects.toThrow(/^authToken: expected a token, got none$/);
	await expect(sign({ url: signed.url, authToken: "" })).rejects.toThrow(
		/^sign: \/authToken: expected a token, got a string of 0 characters$/,
	);
	await expect(parseAndVerify(new Request(signed.url, signed), { authToken })).rejects.toBeInstanceOf(TypeError);
});

test("no error repeats a token, a value, a user or a signature", async () => {
	const { headers, ...signed } = await testRequest("onMessageAdd", { Body: "secret-1" }, { authToken: "secret-2" });
	const options = { ...signed, url: "https://me:secret-3@example.com/?key=secret-4", authToken: ["secret-5", "secret-6"] };
	for (const changed of [headers, {}, { ...headers, "content-type": JSON_TYPE }]) {
		const error = await verify({ ...options, headers: changed }).catch((error: WebhookError) => error);
		expect(error).toBeInstanceOf(WebhookError);
		const printed = `${error} ${(error as WebhookError).stack} ${JSON.stringify(error)}`;
		expect(printed).not.toMatch(/secret-/);
		expect(printed).not.toContain(headers["x-twilio-signature"]);
	}
});

type Receive = (message: IncomingMessage, options: { authToken: string }) => ReturnType<typeof parseAndVerify>;

interface Received {
	readonly webhook: unknown;
}

/** Sends a signed test request to a receiver, and returns what it made of it. */
async function deliver(fields: object, method: "GET" | "POST", receive: Receive = parseAndVerify): Promise<Received> {
	const { port, received } = await serve((message) => receive(message, { authToken: TOKEN }));
	const url = `http://127.0.0.1:${port}/hooks?own=1`;
	const signed = await testRequest("onMessageAdded", fields, { authToken: TOKEN, method, url });
	const { status, text } = await post(port, signed, signed.url.replace(`http://127.0.0.1:${port}`, ""));
	expect({ status, text }).toEqual({ status: 200, text: "" });
	return { webhook: received[0] };
}

/** Sends a signed GET with a target that no client would send as it is. */
async function sendRaw(target: string): Promise<Received> {
	const { port, received } = await serve((message) => parseAndVerify(message, { authToken: TOKEN }));
	const { headers } = await sign({ url: `http://127.0.0.1:${port}${target}`, method: "GET", authToken: TOKEN });
	const socket = connect(port, "127.0.0.1");
	const lines = [`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `X-Twilio-Signature: ${headers["x-twilio-signature"]}`];
	socket.write(`${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
	expect(await readText(socket)).toMatch(/^HTTP\/1\.1 200 /);
	return { webhook: received[0] };
}

async function serve(receive: (message: IncomingMessage) => Promise<unknown>) {
	const received: unknown[] = [];
	const server = createServer((message, response) => {
		receive(message).then(
			(webhook) => response.end(void received.push(webhook)),
			(error) => response.writeHead(error.status ?? 500).end(String(error)),
		);
	});
	return { port: (await listen(server)).port, received };
}

type Signed = Awaited<ReturnType<typeof sign>>;

function post(port: number, { method, headers, body }: Signed, path: string): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const request = send({ port, host: "127.0.0.1", method, path, headers }, async (response) => {
			resolve({ status: response.statusCode ?? 0, text: await readText(response) });
		});
		request.on("error", reject);
		request.end(body ?? undefined);
	});
}

test("what is signed without a content type is a form for a `Request`, too", async () => {
	const signed = await sign({ url: "https://app.example/hook", body: "EventType=onMessageAdded", authToken: TOKEN });
	const { event } = await parseAndVerify(new Request(signed.url, signed), { authToken: TOKEN, publicUrl: "" });
	expect(event).toBe("onMessageAdded");
});
