import { createServer as createHttpServer, type RequestListener, request } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect } from "node:net";
import { expect, test, vi } from "vitest";
import { createSend, type SendOptions } from "../../../src/core/contract/run/targets/send.ts";
import { createProxyRule } from "../../../src/core/network/proxy-rule.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { listen } from "../../support/servers.ts";

// Stands for the certificates that Node trusts already.
const known = await vi.hoisted(async () => (await import("../../support/certificate.ts")).selfSignedCertificate("known"));
vi.mock("node:tls", async (load) => ({ ...(await load<typeof import("node:tls")>()), rootCertificates: [known.cert] }));

const certificate = selfSignedCertificate();
const echo: RequestListener = async (incoming, response) => {
	let body = "";
	for await (const chunk of incoming) body += chunk;
	response
		.writeHead(201, { "content-type": "text/plain", "x-many": ["1", "2"] })
		.end(`${incoming.method} ${incoming.url} ${incoming.headers.host} ${body}`);
};

const listening = async (server: ReturnType<typeof createHttpServer>) => (await listen(server)).port;

const tlsServer = (own = certificate) => listening(createHttpsServer(own, echo));
const plainServer = () => listening(createHttpServer(echo));

/** A proxy that resolves every host to this machine, and notes what it is asked for. */
async function startProxy(status = 200): Promise<{ port: number; asked: string[] }> {
	const asked: string[] = [];
	const server = createHttpServer(({ method, url = "", headers }, response) => {
		asked.push(`${method} ${url} ${headers["proxy-authorization"] ?? ""}`.trim());
		const { port, pathname } = new URL(url);
		request({ host: "127.0.0.1", port, path: pathname, method, headers }, (answer) =>
			answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
		).end();
	});
	server.on("connect", ({ url = "", headers }, socket) => {
		asked.push(`CONNECT ${url} ${headers["proxy-authorization"] ?? ""}`.trim());
		if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
		const target = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
			socket.write("HTTP/1.1 200 OK\r\n\r\n");
			target.pipe(socket).pipe(target);
		});
		for (const end of [socket, target]) end.on("error", () => {});
		return undefined;
	});
	return { port: await listening(server), asked };
}

const post = async (url: string, options: Partial<SendOptions>) =>
	createSend({ timeout: 5000, env: {}, ...options })({
		method: "POST",
		url,
		headers: { "content-type": "text/plain" },
		body: "Grüße",
	});

test("a target whose certificate nobody trusts is reached with --ca or --insecure alone", async () => {
	const url = `https://127.0.0.1:${await tlsServer()}/x?y=1`;
	const expected = { status: 201, body: `POST /x?y=1 ${new URL(url).host} Grüße`, headers: { "x-many": "1, 2" } };
	await expect(post(url, {})).rejects.toThrow();
	expect(await post(url, { ca: certificate.cert })).toMatchObject(expected);
	expect(await post(url, { insecure: true })).toMatchObject(expected);
	const other = selfSignedCertificate();
	await expect(post(url, { ca: other.cert })).rejects.toThrow(/certificate/);
});

test("certificates that are trusted with --ca are trusted beside the well-known ones", async () => {
	const url = `https://127.0.0.1:${await tlsServer(known)}/`;
	expect(await post(url, { ca: certificate.cert })).toMatchObject({ status: 201 });
});

test("the password of a proxy may have a percent sign that nobody encoded", async () => {
	const { port, asked } = await startProxy();
	const target = `target.test:${await tlsServer()}`;
	await post(`https://${target}/x`, { insecure: true, env: { HTTPS_PROXY: `http://me:50%off%40@127.0.0.1:${port}` } });
	expect(asked).toEqual([`CONNECT ${target} Basic ${btoa("me:50%off@")}`]);
});

test("a target with TLS is reached through the proxy of the environment, which sees its name alone", async () => {
	const { port, asked } = await startProxy();
	const target = `target.test:${await tlsServer()}`;
	const env = { HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${port}` };
	// The certificate names this machine, not the host that the proxy resolves.
	const sent = await post(`https://${target}/x`, { insecure: true, env });
	expect(sent).toMatchObject({ status: 201, body: `POST /x ${target} Grüße` });
	expect(asked).toEqual([`CONNECT ${target} Basic ${btoa("me:p@ss")}`]);
	await expect(post(`https://${target}/x`, { ca: certificate.cert, env })).rejects.toThrow(/target\.test/);
});

test("a target without TLS is reached through the proxy, too", async () => {
	const { port, asked } = await startProxy();
	const target = `target.test:${await plainServer()}`;
	const send = createSend({ timeout: 5000, env: { http_proxy: `127.0.0.1:${port}` } });
	const response = await send({ method: "GET", url: `http://${target}/x`, headers: {}, body: null });
	expect(response).toMatchObject({ status: 201, body: `GET /x ${target} ` });
	expect(asked).toEqual([`GET http://${target}/x`]);
});

test("a proxy that rejects, and one that is not there, are failures that say so", async () => {
	const { port } = await startProxy(407);
	const env = { HTTPS_PROXY: `http://me:secret@127.0.0.1:${port}` };
	const failure = await post("https://target.test/", { env }).then(String, String);
	expect(failure).toBe(`Error: the proxy 127.0.0.1:${port} responded to CONNECT with status 407`);
	await expect(post("https://target.test/", { env: { HTTPS_PROXY: "http://127.0.0.1:1" } })).rejects.toThrow("ECONNREFUSED");
});

test("a target that never responds ends after the time-out, through a proxy as well", async () => {
	const silent = await listening(createHttpServer(() => {}));
	const { port } = await startProxy();
	for (const env of [{ http_proxy: `127.0.0.1:${port}` }, {}]) {
		const send = createSend({ timeout: 200, env, insecure: true });
		await expect(async () =>
			send({ method: "GET", url: `http://127.0.0.1:${silent}/`, headers: {}, body: null }),
		).rejects.toThrow(/timeout|abort/i);
	}
});

test.each<[env: Record<string, string>, url: string, proxy: string | undefined]>([
	[{}, "https://a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1" }, "https://a.test/", "http://p:1/"],
	[{ https_proxy: "p:1" }, "https://a.test/", "http://p:1/"],
	[{ HTTPS_PROXY: "http://p:1" }, "http://a.test/", undefined],
	[{ HTTP_PROXY: "http://p:1" }, "http://a.test/", "http://p:1/"],
	[{ ALL_PROXY: "http://p:1" }, "http://a.test/", "http://p:1/"],
	[{ ALL_PROXY: "http://p:1" }, "https://a.test/", "http://p:1/"],
	[{ all_proxy: "http://p:1" }, "http://a.test/", "http://p:1/"],
	[{ all_proxy: "http://p:1" }, "https://a.test/", "http://p:1/"],
	[{ ALL_PROXY: "http://p:1", HTTP_PROXY: "http://p:2" }, "http://a.test/", "http://p:2/"],
	[{ ALL_PROXY: "http://p:1", HTTPS_PROXY: "http://p:2" }, "https://a.test/", "http://p:2/"],
	[{ ALL_PROXY: "http://p:1", NO_PROXY: "a.test:80" }, "http://a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1" }, "https://localhost/", undefined],
	[{ HTTPS_PROXY: "http://p:1", NO_PROXY: "*" }, "https://a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1", NO_PROXY: "b.test, test" }, "https://a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1", no_proxy: ".a.test" }, "https://x.a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1", NO_PROXY: "a.test:8443" }, "https://a.test/", "http://p:1/"],
	[{ HTTPS_PROXY: "http://p:1", NO_PROXY: "a.test:443" }, "https://a.test/", undefined],
	[{ HTTPS_PROXY: "http://p:1", NO_PROXY: "est" }, "https://a.test/", "http://p:1/"],
])("with %j, %s is reached through %s", (env, url, proxy) => {
	expect(createProxyRule(env)?.(new URL(url))?.href).toBe(proxy);
});

test("a variable that names no proxy is reported by name, without its value", () => {
	for (const value of ["socks5://me:secret@p:1", "http://me:secret@:x", "https://me:secret@:x"]) {
		expect(() => createProxyRule({ HTTPS_PROXY: value })).toThrow(
			/^HTTPS_PROXY: expected the http or https address of a proxy, such as http:\/\/proxy\.example:3128$/,
		);
	}
});
