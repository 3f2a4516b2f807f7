import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { ListenOptions, RunningSandbox, Sandbox } from "../../../src/sandbox.ts";
import { AUTHORIZATION, CHANNEL, call, checkedSandbox, SERVICE } from "./helpers.ts";

const MESSAGES = `/v1/Services/${SERVICE}/Channels/${CHANNEL}/Messages`;
const FORM = "Content-Type: application/x-www-form-urlencoded";

let running: RunningSandbox | undefined;
afterEach(async () => {
	await running?.close();
	running = undefined;
});

async function start(options: ListenOptions = {}): Promise<Sandbox & { url: string; port: number }> {
	const sandbox = checkedSandbox();
	running = await sandbox.listen(options);
	return Object.assign(sandbox, { url: running.url, port: running.port });
}

/** Sends bytes as they are, and reads until the other side closes. */
async function raw(port: number, bytes: string | Buffer, end = true): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	let text = "";
	socket.on("data", (chunk) => {
		text += chunk.toString("latin1");
	});
	socket.on("error", () => {});
	await once(socket, "connect");
	socket.write(bytes);
	if (end) socket.end();
	// A reset after the answer is no failure: the server need not read on to reject.
	await new Promise((done) => socket.once("close", done));
	return text;
}

const get = (path: string, ...headers: string[]) =>
	[
		`GET ${path} HTTP/1.1`,
		...(headers.some((header) => /^host:/i.test(header)) ? [] : ["Host: localhost"]),
		`Authorization: ${AUTHORIZATION}`,
		...headers,
		"",
		"",
	].join("\r\n");
const post = (body: string, ...headers: string[]) =>
	[`POST ${MESSAGES} HTTP/1.1`, "Host: localhost", `Authorization: ${AUTHORIZATION}`, FORM, ...headers, "", body].join("\r\n");
const jsonOf = (text: string) => JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4));

describe("a path", () => {
	test.each(["%", "%zz", "%e0%a4%a", "..", "%2e%2e", "//", "IM%00", `IM${"a".repeat(9000)}`, "\x80\xff"])(
		"with %j in it leads nowhere",
		async (segment) => {
			const { port } = await start();
			const text = await raw(port, Buffer.from(get(`${MESSAGES}/${segment}`, "Connection: close"), "latin1"));
			expect(text).toMatch(/^HTTP\/1\.1 (404|400) /);
			expect(jsonOf(text)).toMatchObject({ status: expect.any(Number), code: expect.any(Number) });
		},
	);

	test("that is a whole address is taken by its path, and its host is not believed", async () => {
		const sandbox = await start();
		await call({ fetch }, "POST", `${sandbox.url}${MESSAGES}`, { Body: "x" });
		const text = await raw(sandbox.port, get(`http://evil.example${MESSAGES}?PageSize=1`, "Connection: close"));
		expect(text).toMatch(/^HTTP\/1\.1 200 /);
		expect(text).not.toContain("evil.example");
	});
});

describe("a form", () => {
	test.each(["__proto__", "constructor", "toString", "hasOwnProperty", ""])(
		"with a field called %j is accepted, the field ignored",
		async (name) => {
			const sandbox = await start();
			const { status, body } = await call({ fetch }, "POST", `${sandbox.url}${MESSAGES}`, { Body: "x", [name]: "polluted" });
			expect({ status, text: body.body }).toEqual({ status: 201, text: "x" });
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			expect(JSON.stringify(sandbox.snapshot())).not.toContain("polluted");
		},
	);

	test("with a field twice is rejected", async () => {
		const { port } = await start();
		const text = await raw(port, post("Body=a&Body=b", "Content-Length: 13", "Connection: close"));
		expect(jsonOf(text)).toMatchObject({ status: 400, code: 20001 });
	});

	test("with broken percent-encoding and broken UTF-8 is text all the same", async () => {
		const { port } = await start();
		const text = await raw(port, post("Body=%zz%ff%", "Content-Length: 12", "Connection: close"));
		expect(text).toMatch(/^HTTP\/1\.1 201 /);
		expect(text).toContain("%zz");
	});

	test("with 100,000 fields is read like any other", async () => {
		const sandbox = await start();
		const body = `Body=x&${Array.from({ length: 100_000 }, (_, number) => `${number.toString(36)}=`).join("&")}`;
		const response = await fetch(`${sandbox.url}${MESSAGES}`, {
			method: "POST",
			headers: { authorization: AUTHORIZATION, "content-type": "application/x-www-form-urlencoded" },
			body,
		});
		expect(response.status).toBe(201);
	});
});

describe("a compressed body", () => {
	const compressed = new Uint8Array(gzipSync("Body=x"));
	const headers = { authorization: AUTHORIZATION, "content-type": "application/x-www-form-urlencoded" };

	test("is rejected with 415, and log and recording say why", async () => {
		const notes: (readonly string[])[] = [];
		const sandbox = checkedSandbox({ onExchange: (exchange) => void notes.push(exchange.notes) });
		running = await sandbox.listen();
		const url = `${running.url}${MESSAGES}`;
		const send = (encoding: string, body: BodyInit) =>
			fetch(url, { method: "POST", headers: { ...headers, "content-encoding": encoding }, body });
		const rejected = await send("GZIP", compressed);
		expect([rejected.status, await rejected.json()]).toMatchObject([415, { code: 20415 }]);
		expect(notes).toEqual([["body not read: its content-encoding is gzip"]]);
		expect(sandbox.har().log.entries[0]?.comment).toBe(notes[0]?.[0]);
		expect(sandbox.snapshot().resources).toEqual([]);
		expect((await send("identity", "Body=x")).status).toBe(201);
	});

	test("is rejected by the sandbox's own endpoints too", async () => {
		const sandbox = await start();
		const fault = { method: "POST", headers: { "content-encoding": "br" }, body: '{"status":500}' };
		const rejected = await fetch(`${sandbox.url}/_sandbox/faults`, fault);
		expect([rejected.status, await rejected.json()]).toEqual([415, { error: "expected a body without compression, got br" }]);
		expect(sandbox.faults.list()).toEqual([]);
	});

	test("is looked for only where there is a body", async () => {
		const sandbox = await start();
		const list = { headers: { authorization: AUTHORIZATION, "content-encoding": "gzip" } };
		expect((await fetch(`${sandbox.url}${MESSAGES}`, list)).status).toBe(200);
	});
});

describe("a body of 10 MB", () => {
	const body = "x".repeat(10 * 1024 * 1024);

	test("is rejected with 413 as soon as its length is announced", async () => {
		const { url } = await start();
		const response = await fetch(`${url}${MESSAGES}`, { method: "POST", headers: { authorization: AUTHORIZATION }, body });
		expect({ status: response.status, body: await response.json() }).toMatchObject({ status: 413, body: { status: 413 } });
	});

	test("is rejected with 413 when its length is not announced, before its end, so that it is not kept", async () => {
		const { port } = await start();
		const part = `10000\r\n${"x".repeat(0x10000)}\r\n`;
		const text = await raw(port, post(part.repeat(32), "Transfer-Encoding: chunked"), false);
		expect(text).toMatch(/^HTTP\/1\.1 413 /);
		expect(jsonOf(text)).toMatchObject({ status: 413 });
	});

	test("is rejected in process as well", async () => {
		const sandbox = checkedSandbox();
		const { status } = await call(sandbox, "POST", `http://localhost${MESSAGES}`, { Body: body });
		expect(status).toBe(413);
	});
});

test("100,000 headers are rejected with 431", async () => {
	const { port } = await start();
	const headers = Array.from({ length: 100_000 }, (_, number) => `X-${number}: 1`);
	const text = await raw(port, get(MESSAGES, ...headers), false);
	expect(text).toMatch(/^HTTP\/1\.1 431 /);
	expect(jsonOf(text)).toMatchObject({ status: 431 });
});

test("bytes that are no HTTP are rejected with 400", async () => {
	const { port } = await start();
	expect(await raw(port, "\x16\x03\x01\x02 hello\r\n\r\n", false)).toMatch(/^HTTP\/1\.1 400 /);
});

test("a stalled sender gets 408, and others are answered meanwhile", async () => {
	const { port, url } = await start({ requestTimeout: 300 });
	const stalled = raw(port, post("Body=", "Content-Length: 100"), false);
	const { status } = await call({ fetch }, "POST", `${url}${MESSAGES}`, { Body: "not held up" });
	expect(status).toBe(201);
	const text = await stalled;
	expect(text).toMatch(/^HTTP\/1\.1 408 /);
	expect(jsonOf(text)).toMatchObject({ status: 408 });
});

test("a sender that goes away in the middle does no harm", async () => {
	const { port, url } = await start();
	const socket: Socket = connect(port, "127.0.0.1");
	await once(socket, "connect");
	socket.write(post("Body=", "Content-Length: 100"));
	socket.resetAndDestroy();
	expect((await call({ fetch }, "GET", `${url}${MESSAGES}`)).body.messages).toEqual([]);
});

test("pipelined requests are answered in order", async () => {
	const { port } = await start();
	const requests = ["a", "b", "c"].map((letter) => post(`Body=${letter}`, "Content-Length: 6")).join("");
	const text = await raw(port, requests + get(`${MESSAGES}?Order=asc`, "Connection: close"));
	expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["201", "201", "201", "200"]);
	const list = JSON.parse(text.slice(text.lastIndexOf("\r\n\r\n") + 4));
	expect(list.messages.map(({ body }: { body: string }) => body)).toEqual(["a", "b", "c"]);
});

describe("the header Host", () => {
	test.each([
		"evil.example",
		"evil.example:80",
		"localhost.evil.example",
		"127.0.0.1.evil.example",
		"localhost@evil.example",
		"",
		"[::1",
		"a b",
	])("%j is rejected with 421, and gets into no body", async (host) => {
		const { port } = await start();
		const text = await raw(port, get(`${MESSAGES}?PageSize=1`, `Host: ${host}`, "Connection: close"));
		expect(text).toMatch(/^HTTP\/1\.1 421 /);
		expect(text).not.toContain("evil");
	});

	test("of this machine stays as the client wrote it", async () => {
		const sandbox = await start();
		await call({ fetch }, "POST", `${sandbox.url}${MESSAGES}`, { Body: "x" });
		for (const host of [`localhost:${sandbox.port}`, "localhost:8080", "[::1]:9"]) {
			const text = await raw(sandbox.port, get(MESSAGES, `Host: ${host}`, "Connection: close"));
			expect(jsonOf(text).meta.url).toBe(`http://${host}${MESSAGES}?PageSize=50&Page=0`);
		}
	});

	test("of another machine is believed if it is allowed", async () => {
		const sandbox = await start({ allowedHosts: ["sandbox.internal"] });
		const text = await raw(sandbox.port, get(MESSAGES, "Host: sandbox.internal:1", "Connection: close"));
		expect(jsonOf(text).meta.url).toBe(`http://sandbox.internal:1${MESSAGES}?PageSize=50&Page=0`);
	});
});

describe("a page of another site", () => {
	const foreign = { origin: "https://page.example" };

	test("can neither read nor create messages, and its preflights are rejected", async () => {
		const sandbox = await start();
		const address = `${sandbox.url}${MESSAGES}`;
		const preflight = { ...foreign, "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
		// A form with `user:pass@` in its address needs no preflight.
		const form = { ...foreign, authorization: AUTHORIZATION, "content-type": "application/x-www-form-urlencoded" };
		for (const init of [
			{ method: "OPTIONS", headers: preflight },
			{ method: "POST", headers: form, body: "Body=x" },
			{ headers: form },
		]) {
			const response = await fetch(address, init);
			expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([403, null]);
		}
		expect(sandbox.snapshot().resources).toEqual([]);
	});

	test("cannot touch the sandbox itself, neither by its origin nor by a name for it", async () => {
		const { url, port } = await start();
		expect((await fetch(`${url}/_sandbox/reset`, { method: "POST", headers: foreign })).status).toBe(403);
		expect(await raw(port, get("/_sandbox/state", "Host: rebound.example", "Connection: close"))).toMatch(/^HTTP\/1\.1 421 /);
		expect((await fetch(`${url}/_sandbox/reset`, { method: "POST", headers: { origin: url } })).status).toBe(204);
	});
});

test("a page of this machine, on any port, may send everything that the live service allows, and X-Sandbox-Fault", async () => {
	const { url } = await start();
	const headers = { origin: "http://localhost:5173", "access-control-request-method": "POST" };
	const allowed = async (names: string) => {
		const preflight = await fetch(`${url}${MESSAGES}`, {
			method: "OPTIONS",
			headers: { ...headers, "access-control-request-headers": names },
		});
		expect(preflight.status).toBe(204);
		return preflight.headers.get("access-control-allow-headers");
	};
	expect(await allowed("authorization,content-type")).toMatch(/^Accept, Authorization, Content-Type, .*Idempotency-Key$/);
	expect(await allowed("authorization,x-sandbox-fault")).toMatch(/^Accept, Authorization, .*, X-Sandbox-Fault$/);
	const { status } = await call({ fetch }, "GET", `${url}${MESSAGES}`, undefined, {
		origin: "http://localhost:5173",
		"x-sandbox-fault": "status=503",
	});
	expect(status).toBe(503);
});

test("only this machine can reach it, unless told otherwise", async () => {
	const { url } = await start();
	expect(new URL(url).hostname).toBe("127.0.0.1");
});
