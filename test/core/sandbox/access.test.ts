import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import type { SandboxExchange } from "../../../src/core/sandbox/har.ts";
import type { ListenOptions } from "../../../src/core/sandbox/listen-options.ts";
import type { SandboxRunOptions } from "../../../src/core/sandbox/options.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { toyPolicy } from "./toy-policy.ts";

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "X-Key, Content-Type" };
const KEY = { "x-key": "ann", "content-type": "application/json" };
const SHELF = JSON.stringify({ name: "east" });

/** A sandbox of the toy API on a port of its own, with what it tells its owner. */
async function serve(listenOptions: ListenOptions = {}, options: SandboxRunOptions = {}) {
	const exchanges: SandboxExchange[] = [];
	const policy = toyPolicy({ headers: ({ request }) => (request.headers.origin === undefined ? {} : { ...CORS }) });
	const sandbox = createApiSandbox(toyApi, policy, { ...options, onExchange: (exchange) => void exchanges.push(exchange) });
	const { url, port, close } = await sandbox.listen(listenOptions);
	onTestFinished(close);
	return { sandbox, url, port, exchanges };
}

/** Sends a request with any headers, `Host` included, which `fetch` does not allow. */
async function send(port: number, method: string, path: string, headers: Record<string, string>, body?: string) {
	const request = httpRequest({ port, host: "127.0.0.1", method, path, headers, agent: false });
	request.end(body);
	const [response] = await once(request, "response");
	let text = "";
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode as number, headers: response.headers as Record<string, string>, text };
}

const PATHS = ["/shelves", "/_sandbox/reset"];

describe.each(PATHS)("the header Host of a request for %s", (path) => {
	test.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::1", "a b"])(
		"is rejected with 421 if it is %j, the name of another machine or no name",
		async (host) => {
			const { port, sandbox, exchanges } = await serve();
			const before = JSON.stringify(sandbox.snapshot());
			const { status, text } = await send(port, "POST", path, { ...KEY, host }, path === "/shelves" ? SHELF : "");
			expect({ status, error: JSON.parse(text).error }).toEqual({
				status: 421,
				error: "Host: expected a name of this machine, or a host that allowedHosts (--allow-host) names",
			});
			expect(text).not.toContain("evil");
			expect(JSON.stringify(sandbox.snapshot())).toBe(before);
			expect(exchanges.map(({ response, notes }) => [response.status, ...notes])).toEqual([
				[421, `rejected: ${JSON.parse(text).error}, got ${JSON.stringify(host)}`],
			]);
		},
	);

	test.each(["localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:9", "box.localhost"])("may be %s, this machine", async (host) => {
		const { port } = await serve();
		expect((await send(port, "POST", path, { ...KEY, host }, SHELF)).status).toBeLessThan(300);
	});

	test("may be any name that was allowed, on any port", async () => {
		const { port } = await serve({ allowedHosts: ["Sandbox.Internal"] });
		for (const host of ["sandbox.internal", "sandbox.internal:81"]) {
			expect((await send(port, "POST", path, { ...KEY, host }, SHELF)).status).toBeLessThan(300);
		}
	});
});

test("a client of HTTP/1.0, which sends no Host, is served", async () => {
	const { port } = await serve();
	const socket = connect(port, "127.0.0.1").end("GET /hall HTTP/1.0\r\nX-Key: ann\r\n\r\n");
	const [bytes] = await once(socket, "data");
	expect(String(bytes)).toMatch(/^HTTP\/1\.1 200 /);
});

describe.each(PATHS)("a page that asks for %s", (path) => {
	test.each(["https://page.example", "http://localhost.page.example", "null", "", "http://localhost, http://localhost"])(
		"is rejected with 403 if its origin is %j, preflight included, and nothing is carried out",
		async (origin) => {
			const { port, sandbox, exchanges } = await serve();
			const before = JSON.stringify(sandbox.snapshot());
			const form = { ...KEY, host: "localhost", origin };
			const preflight = { host: "localhost", origin, "access-control-request-method": "POST" };
			const responses = [
				await send(port, "POST", path, form, SHELF),
				await send(port, "OPTIONS", path, preflight),
				await send(port, "GET", path, form),
			];
			const error = "Origin: expected a page of this machine, or an origin that allowedOrigins (--allow-origin) names";
			for (const { status, headers, text } of responses) {
				expect({ status, body: JSON.parse(text) }).toEqual({ status: 403, body: { error } });
				expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
			}
			expect(JSON.stringify(sandbox.snapshot())).toBe(before);
			expect(exchanges.map(({ notes }) => notes)).toEqual(
				responses.map(() => [`rejected: ${error}, got ${JSON.stringify(origin)}`]),
			);
		},
	);

	test.each(["http://localhost:3000", "https://localhost", "http://127.0.0.1:5173", "http://[::1]:8080"])(
		"may be %s, a page of this machine",
		async (origin) => {
			const { port } = await serve();
			const { status, headers } = await send(port, "POST", path, { ...KEY, host: "localhost", origin }, SHELF);
			expect(status).toBeLessThan(300);
			expect(["*", origin]).toContain(headers["access-control-allow-origin"]);
		},
	);

	test("may be of any origin that was allowed, and of no other", async () => {
		const { port } = await serve({}, { allowedOrigins: ["https://Page.example:8443", "null"] });
		const statusFor = async (origin: string) =>
			(await send(port, "POST", path, { ...KEY, host: "localhost", origin }, SHELF)).status;
		expect(await statusFor("https://page.example:8443")).toBeLessThan(300);
		expect(await statusFor("null")).toBeLessThan(300);
		expect(await statusFor("https://page.example")).toBe(403);
		expect(await statusFor("http://localhost")).toBeLessThan(300);
	});
});

test("the rule for origins holds in process too, where there is no Host", async () => {
	const sandbox = createApiSandbox(toyApi, toyPolicy());
	const ask = (origin: string) => sandbox.fetch("https://api.library.test/v2/hall", { headers: { ...KEY, origin } });
	expect((await ask("https://page.example")).status).toBe(403);
	expect((await ask("http://localhost:1")).status).toBe(200);
});

test.each([
	['allowedOrigins (--allow-origin): expected an origin such as https://page.example, got "page.example"', ["page.example"]],
	[
		'allowedOrigins (--allow-origin): expected an origin such as https://page.example, got "https://page.example/app"',
		["https://page.example/app"],
	],
	['allowedOrigins (--allow-origin): expected an origin such as https://page.example, got "*"', ["*"]],
])("%s", (message, allowedOrigins) => {
	expect(() => createApiSandbox(toyApi, toyPolicy(), { allowedOrigins })).toThrow(new TypeError(message));
});

test.each(["sandbox.internal:4010", "https://sandbox.internal", "a b", ""])(
	"an allowed host that is %j is no host name, and is reported",
	async (name) => {
		await expect(createApiSandbox(toyApi, toyPolicy()).listen({ allowedHosts: [name] })).rejects.toThrow(
			new TypeError(`allowedHosts (--allow-host): expected a host name without a port, got ${JSON.stringify(name)}`),
		);
	},
);

test.each([
	["a foreign Host", { host: "evil.example" }, 421],
	["a foreign Origin", { host: "localhost", origin: "https://page.example" }, 403],
])("three bodies of 256 MiB with %s are rejected before they are read", async (_, headers, status) => {
	const { port } = await serve();
	const statuses = [1, 2, 3].map(async () => {
		const announced = { ...headers, "content-length": String(256 * 1024 * 1024) };
		const request = httpRequest({
			port,
			host: "127.0.0.1",
			method: "PUT",
			path: "/_sandbox/state",
			headers: announced,
			agent: false,
		});
		request.on("error", () => {});
		// The rest of the body never comes.
		request.write("{");
		const [response] = await once(request, "response");
		request.destroy();
		return response.statusCode;
	});
	expect(await Promise.all(statuses)).toEqual([status, status, status]);
});

describe("a page of this machine", () => {
	const origin = "http://localhost:3000";

	test("may send X-Sandbox-Fault, which the preflight allows only if it is asked for", async () => {
		const { url } = await serve();
		const preflight = async (names: string) => {
			const headers = { origin, "access-control-request-method": "GET", "access-control-request-headers": names };
			const response = await fetch(`${url}/hall`, { method: "OPTIONS", headers });
			expect(response.status).toBe(204);
			return response.headers.get("access-control-allow-headers");
		};
		expect(await preflight("x-key")).toBe("X-Key, Content-Type");
		expect(await preflight("x-key,x-sandbox-fault")).toBe("X-Key, Content-Type, X-Sandbox-Fault");
		const wrong = await fetch(`${url}/hall`, { headers: { origin, "x-sandbox-fault": "status=1" } });
		expect(wrong.status).toBe(400);
		expect(wrong.headers.get("access-control-allow-origin")).toBe(origin);
	});

	test("meets a fault with its request, not with the preflight, after which the browser would not send the request", async () => {
		const { url, sandbox } = await serve({}, { faults: [{ status: 503, times: 1 }] });
		const asked = { origin, "access-control-request-method": "GET", "access-control-request-headers": "x-key" };
		expect((await fetch(`${url}/hall`, { method: "OPTIONS", headers: asked })).status).toBe(204);
		expect(sandbox.faults.list()).toEqual([{ status: 503, times: 1 }]);
		expect((await fetch(`${url}/hall`, { headers: { ...KEY, origin } })).status).toBe(503);
		expect(sandbox.faults.list()).toEqual([]);
	});

	test("may call /_sandbox with any method and JSON, and read the response", async () => {
		const { url } = await serve();
		const names = { "access-control-request-method": "PUT", "access-control-request-headers": "content-type" };
		const preflight = await fetch(`${url}/_sandbox/state`, { method: "OPTIONS", headers: { origin, ...names } });
		expect(preflight.status).toBe(204);
		expect(Object.fromEntries(preflight.headers)).toMatchObject({
			"access-control-allow-origin": origin,
			"access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
			"access-control-allow-headers": "content-type",
			vary: "Origin",
		});
		for (const path of ["", "/state", "/none"]) {
			const response = await fetch(`${url}/_sandbox${path}`, { headers: { origin } });
			expect(response.headers.get("access-control-allow-origin")).toBe(origin);
		}
		expect((await fetch(`${url}/_sandbox`)).headers.get("access-control-allow-origin")).toBeNull();
	});
});

test("HEAD / and HEAD /_sandbox say that the sandbox is ready, whatever faults are on, and use none up", async () => {
	const { url, sandbox, exchanges } = await serve({}, { faults: [{ status: 503, times: 1 }] });
	for (const path of ["", "/", "/_sandbox", "/_sandbox/state"]) {
		const { status, body } = await sandbox.fetch(url + path, { method: "HEAD" });
		expect({ path, status, body }).toEqual({ path, status: 200, body: null });
		expect((await fetch(url + path, { method: "HEAD" })).status).toBe(200);
	}
	expect((await fetch(`${url}/_sandbox/none`, { method: "HEAD" })).status).toBe(404);
	expect(sandbox.faults.list()).toEqual([{ status: 503, times: 1 }]);
	expect(exchanges).toEqual([]);
});

describe("behind a proxy", () => {
	/** The address of a new shelf. */
	async function shelfUrl(port: number, headers: Record<string, string>, path = "/shelves"): Promise<string> {
		const { status, text } = await send(port, "POST", path, { ...KEY, host: "localhost", ...headers }, SHELF);
		return status === 201 ? JSON.parse(text).self.replace(/shelf-\d+$/, "ID") : `${status} ${JSON.parse(text).error}`;
	}
	const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "box.example:8443", "x-forwarded-prefix": "/library" };

	test("the forwarded address is not believed", async () => {
		const { port } = await serve();
		expect(await shelfUrl(port, forwarded)).toBe("http://localhost/shelves/ID");
	});

	test("it is, if the proxy is trusted and the host allowed, whatever part of it is forwarded", async () => {
		const { port } = await serve({ trustProxy: true, allowedHosts: ["box.example"] });
		expect(await shelfUrl(port, forwarded)).toBe("https://box.example:8443/library/shelves/ID");
		expect(await shelfUrl(port, forwarded, "/v2/shelves")).toBe("https://box.example:8443/library/v2/shelves/ID");
		expect(await shelfUrl(port, { "x-forwarded-proto": "HTTPS, http" })).toBe("https://localhost/shelves/ID");
		expect(await shelfUrl(port, { "x-forwarded-host": "box.example, inner" })).toBe("http://box.example/shelves/ID");
		expect(await shelfUrl(port, { "x-forwarded-prefix": "/a/b/" })).toBe("http://localhost/a/b/shelves/ID");
		expect(await shelfUrl(port, {})).toBe("http://localhost/shelves/ID");
	});

	test.each([
		[
			"x-forwarded-host",
			"evil.example",
			"421 X-Forwarded-Host: expected a name of this machine, or a host that allowedHosts (--allow-host) names",
		],
		["x-forwarded-proto", "ftp", "400 X-Forwarded-Proto: expected http or https"],
		["x-forwarded-prefix", "library", "400 X-Forwarded-Prefix: expected a path such as /sandbox"],
		["x-forwarded-prefix", "//evil.example", "400 X-Forwarded-Prefix: expected a path such as /sandbox"],
		["x-forwarded-prefix", "/a?b", "400 X-Forwarded-Prefix: expected a path such as /sandbox"],
	])("a trusted proxy that forwards %s: %s gets %s", async (name, value, expected) => {
		const { port } = await serve({ trustProxy: true });
		expect(await shelfUrl(port, { [name]: value })).toBe(expected);
	});

	test("a public URL is the address in every response, and its host may be called", async () => {
		const { port, exchanges } = await serve({ publicUrl: "https://box.example:8443/library/", trustProxy: true });
		expect(await shelfUrl(port, {})).toBe("https://box.example:8443/library/shelves/ID");
		expect(await shelfUrl(port, { host: "box.example:8443" })).toBe("https://box.example:8443/library/shelves/ID");
		expect(await shelfUrl(port, { "x-forwarded-proto": "http" })).toBe("https://box.example:8443/library/shelves/ID");
		expect(exchanges[0]?.request.url).toBe("https://box.example:8443/shelves");
		expect((await send(port, "GET", "/_sandbox", { host: "box.example" })).status).toBe(200);
	});

	test.each([
		["box.example"],
		["ftp://box.example"],
		["https://user:hunter2@box.example", "https://box.example"],
		["https://box.example/?a"],
		["https://box.example/#hunter2", "https://box.example/#[redacted]"],
		[""],
	])("a public URL that is %j is reported, without what may be secret", async (publicUrl, shown = publicUrl) => {
		await expect(createApiSandbox(toyApi, toyPolicy()).listen({ publicUrl })).rejects.toThrow(
			new TypeError(
				`publicUrl (--public-url): expected an http or https URL without user, query and fragment, got ${JSON.stringify(shown)}`,
			),
		);
	});
});
