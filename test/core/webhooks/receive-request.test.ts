import { createServer, type IncomingMessage, request as send } from "node:http";
import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { type ReceiveOptions, receiveRequest } from "../../../src/core/webhooks/receive-request.ts";
import { WebhookError } from "../../../src/core/webhooks/webhook-error.ts";
import { listen } from "../../support/servers.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("a request of node:http", () => {
	test("is read with its address, its headers and its body as they came", async () => {
		const { received, origin } = await post({ path: "/a%2Fb/../?x='%27%2B", body: "\uFEFFa=é+%2B", headers: { "X-Upper": "B" } });
		expect(received).toMatchObject({ method: "POST", url: `${origin}/a%2Fb/../?x='%27%2B`, body: "\uFEFFa=é+%2B" });
		expect(received.headers).toMatchObject({ ...FORM, "x-upper": "B" });
	});

	test("has no body if it is a GET", async () => {
		const { received, origin } = await post({ method: "GET", path: "/?a=b", body: "" });
		expect(received).toMatchObject({ method: "GET", url: `${origin}/?a=b`, body: null });
	});

	test("may come in several pieces, also within a character", async () => {
		const { received } = await post({ pieces: [Buffer.from([0x61, 0x3d, 0xc3]), Buffer.from([0xa9])] });
		expect(received.body).toBe("a=é");
	});

	test.each([
		["text", "rawBody", "a=1"],
		["bytes", "rawBody", Buffer.from("a=é")],
		["text", "body", "a=1"],
		["bytes", "body", Buffer.from("a=é")],
	] as const)("may have its body as %s in `%s`, after a framework has read it", async (_, name, kept) => {
		const { received } = await post({ body: "a=1" }, async (message) => {
			for await (const _chunk of message);
			return receiveRequest(Object.assign(message, { [name]: kept }));
		});
		expect(received.body).toBe(String(kept));
	});

	test("prefers the body that is passed", async () => {
		const { received } = await post({ body: "a=1" }, (message) =>
			receiveRequest(Object.assign(message, { body: "a=2" }), { body: "a=3" }),
		);
		expect(received.body).toBe("a=3");
	});

	test("is read itself if a framework left an object, and read nothing", async () => {
		const { received } = await post({ body: "a=1" }, (message) => receiveRequest(Object.assign(message, { body: {} })));
		expect(received.body).toBe("a=1");
	});

	test("says what to do if its body has been read", async () => {
		const { error } = await post({ body: "a=1" }, async (message) => {
			for await (const _chunk of message);
			return receiveRequest(Object.assign(message, { body: { a: "1" } }));
		});
		expect(error).toBeInstanceOf(TypeError);
		expect(String(error)).toMatch(/been read already, or cannot be read: pass its text as `body`/);
	});

	test("has the address before a router cut it, and the scheme that a framework knows", async () => {
		const { received, origin } = await post({ path: "/hooks/a" }, (message) => {
			return receiveRequest(Object.assign(message, { url: "/a", originalUrl: "/hooks/a", protocol: "https" }));
		});
		expect(received.url).toBe(`${origin.replace("http:", "https:")}/hooks/a`);
	});

	test("has the scheme of a connection that is not encrypted, also where every socket has the member", async () => {
		const message = { url: "/a", headers: { host: "127.0.0.1:1" }, socket: { encrypted: false }, ...nothing };
		expect((await receiveRequest(message)).url).toBe("http://127.0.0.1:1/a");
	});

	test("has the scheme of an encrypted connection, and the authority of HTTP/2", async () => {
		const message = { url: "/a", headers: { ":authority": "[::1]:1" }, socket: { encrypted: true }, ...nothing };
		expect((await receiveRequest(message)).url).toBe("https://[::1]:1/a");
	});

	test("is rejected if it is too large, and can be responded to", async () => {
		const { error } = await post({ body: "a=12345" }, (message) => receiveRequest(message, { maxBodyBytes: 6 }));
		expect(error).toMatchObject({ reason: "too-large", status: 413 });
		expect(error).toBeInstanceOf(WebhookError);
		expect((await post({ body: "a=1234" }, (message) => receiveRequest(message, { maxBodyBytes: 6 }))).received.body).toBe(
			"a=1234",
		);
		const piecewise = receiveRequest({ ...nothing, method: "POST", headers: {}, ...pieces("abc", "def") }, { maxBodyBytes: 5 });
		await expect(piecewise).rejects.toMatchObject({ reason: "too-large" });
	});
});

describe("a Request of the web platform", () => {
	const request = (body: BodyInit | null = "a=1") => new Request("https://a.b/c?d=%2B", { method: "POST", headers: FORM, body });

	test("is read, and a clone of it can be read again", async () => {
		const original = request("\uFEFFa=é");
		expect(await receiveRequest(original.clone())).toEqual({
			method: "POST",
			url: "https://a.b/c?d=%2B",
			headers: FORM,
			body: "\uFEFFa=é",
		});
		expect(new Uint8Array(await original.arrayBuffer()).length).toBe(7);
	});

	test("may have no body", async () => {
		expect((await receiveRequest(request(null))).body).toBe("");
		expect((await receiveRequest(new Request("https://a.b/c"))).body).toBeNull();
	});

	test("says what to do if its body has been read", async () => {
		const original = request();
		await original.text();
		await expect(receiveRequest(original)).rejects.toThrow(/been read already, or cannot be read: pass its text as `body`/);
		expect((await receiveRequest(original, { body: "a=2" })).body).toBe("a=2");
	});

	test("is rejected where the limit is no number", async () => {
		await expect(receiveRequest(request(), { maxBodyBytes: Number.NaN })).rejects.toThrow(
			new TypeError("maxBodyBytes: expected a number of bytes"),
		);
	});

	test("needs a public URL that is one", async () => {
		await expect(receiveRequest(request(), { publicUrl: "app.example.com" })).rejects.toThrow(
			new TypeError("publicUrl: expected an origin or a URL, such as https://app.example.com"),
		);
	});

	test("is rejected if it is too large", async () => {
		const original = request("a=12345");
		await expect(receiveRequest(original.clone(), { maxBodyBytes: 6 })).rejects.toMatchObject({ reason: "too-large" });
		expect(await original.text()).toBe("a=12345");
	});
});

describe("behind a proxy", () => {
	const message = { url: "/in/a?b=%2B'", headers: { host: "internal", "x-forwarded-host": "a.b" }, ...nothing };
	const urlWith = async (publicUrl: ReceiveOptions["publicUrl"], url = message.url) =>
		(await receiveRequest({ ...message, url }, { publicUrl })).url;

	test.each([
		["https://a.b", "https://a.b/in/a?b=%2B'"],
		["https://a.b/", "https://a.b/in/a?b=%2B'"],
		["https://u:p@a.b:8443", "https://u:p@a.b:8443/in/a?b=%2B'"],
		["https://[::1]:1", "https://[::1]:1/in/a?b=%2B'"],
		["https://a.b/out", "https://a.b/out?b=%2B'"],
		["https://a.b/out?c=d#e", "https://a.b/out?b=%2B'"],
	])("the address begins with %s", async (publicUrl, expected) => {
		expect(await urlWith(publicUrl)).toBe(expected);
	});

	test("the address keeps the query that the proxy dropped", async () => {
		expect(await urlWith("https://a.b/out?c=%27'", "/in/a")).toBe("https://a.b/out?c=%27'");
	});

	test("a function knows the address, or finds it out", async () => {
		const publicUrl = ({ url, headers }: HttpRequest) => url.replace("http://internal", `https://${headers["x-forwarded-host"]}`);
		expect(await urlWith(publicUrl)).toBe("https://a.b/in/a?b=%2B'");
		expect(await urlWith(async (request) => publicUrl(request))).toBe("https://a.b/in/a?b=%2B'");
	});

	test("the address may be a URL", async () => {
		expect(await urlWith(new URL("https://a.b/out"))).toBe("https://a.b/out?b=%2B'");
	});
});

/** The members of a request that has no body. */
const nothing = pieces();

function pieces(...texts: string[]) {
	return {
		async *[Symbol.asyncIterator]() {
			yield* texts;
		},
	};
}

interface Sent {
	readonly method?: string;
	readonly path?: string;
	readonly headers?: Record<string, string>;
	readonly body?: string;
	readonly pieces?: readonly Uint8Array[];
}

/** Sends a request over a socket, with the target as it is given, and returns what its receiver made of it. */
async function post(
	{ method = "POST", path = "/", headers = {}, body = "", pieces = [Buffer.from(body)] }: Sent,
	receive: (message: IncomingMessage) => Promise<HttpRequest> = receiveRequest,
): Promise<{ readonly received: HttpRequest; readonly error: unknown; readonly origin: string }> {
	const results: Promise<PromiseSettledResult<HttpRequest>[]>[] = [];
	const server = createServer((message, response) => {
		const result = Promise.allSettled([receive(message)]);
		results.push(result);
		result.then(() => response.end());
	});
	const { port } = await listen(server);
	await new Promise((resolve, reject) => {
		const length = pieces.length === 1 ? { "content-length": pieces[0]?.length } : {};
		const request = send({ port, method, path, headers: { ...FORM, ...length, ...headers } }, (response) =>
			response.resume().on("end", resolve),
		);
		request.on("error", reject);
		for (const piece of pieces) request.write(piece);
		request.end();
	});
	const [result] = (await results[0]) ?? [];
	const received = result?.status === "fulfilled" ? result.value : ({} as HttpRequest);
	return { received, error: result?.status === "rejected" ? result.reason : undefined, origin: `http://localhost:${port}` };
}
