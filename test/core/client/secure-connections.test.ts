import { Agent } from "node:http";
import { createServer as createTlsServer, Agent as TlsAgent } from "node:https";
import type { TLSSocket } from "node:tls";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { ClientOptions } from "../../../src/core/client/options.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { json, listen, startServer, unusedAddress } from "../../support/servers.ts";
import { createNote, fetchNote } from "./support/calls.ts";
import { startProxy } from "./support/proxies.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

// Certificates, proxies and agents, with the transport of Node.

const certificate = selfSignedCertificate();
const person = selfSignedCertificate("someone");
const PASSWORD = "pr0xy-pa55word";

const nodeClient = (options: ClientOptions) => createToyClient({ transport: "node", retries: 0, ...options });
const errorOf = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);

/** A server with TLS, which notes who calls. */
async function startTlsServer(options: object = {}) {
	const callers: (string | undefined)[] = [];
	const server = createTlsServer({ ...certificate, ...options }, (request, response) => {
		const subject = (request.socket as TLSSocket).getPeerCertificate().subject as { readonly CN?: string } | undefined;
		callers.push(subject?.CN);
		request.resume().on("end", () => json(response, 201, NOTE));
	});
	const { port } = await listen(server);
	return { port, baseUrl: `https://127.0.0.1:${port}`, callers };
}

test("a server whose certificate is not trusted is sent nothing", async () => {
	const { baseUrl, callers } = await startTlsServer();
	for (const ca of [undefined, person.cert, [person.cert]]) {
		const error = await errorOf(createNote(createToyClient({ transport: "node", baseUrl, ca })));
		expect(error).toMatchObject({
			name: "ConnectionError",
			code: "DEPTH_ZERO_SELF_SIGNED_CERT",
			outcome: "not-sent",
			attempts: 3,
		});
	}
	const other = baseUrl.replace("127.0.0.1", "127.0.0.2");
	const error = await errorOf(createNote(nodeClient({ baseUrl: other, ca: certificate.cert })));
	expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent" });
	expect(callers).toEqual([]);
});

test.each([
	["text", certificate.cert],
	["bytes", new TextEncoder().encode(certificate.cert)],
	["a list", [person.cert, Buffer.from(certificate.cert)]],
])("authorities may be %s", async (_, ca) => {
	const { baseUrl } = await startTlsServer();
	const client = nodeClient({ baseUrl, ca });
	expect([await createNote(client), await fetchNote(client)]).toEqual([NOTE, NOTE]);
});

test("the certificate of the client is shown to the server, through a proxy as well", async () => {
	const { baseUrl, callers } = await startTlsServer({ requestCert: true, rejectUnauthorized: true, ca: [person.cert] });
	const { port } = await startProxy();
	for (const proxy of [undefined, `http://127.0.0.1:${port}`]) {
		const options = { baseUrl, proxy, ca: certificate.cert };
		expect(await createNote(nodeClient({ ...options, ...person }))).toEqual(NOTE);
		// In TLS 1.3, the request has left before the server looks at the certificate.
		const error = await errorOf(createNote(nodeClient(options)));
		expect(error).toMatchObject({ name: "ConnectionError", outcome: expect.stringMatching(/^(?:unknown|not-sent)$/) });
	}
	expect(callers).toEqual(["someone", "someone"]);
});

test("the certificate of the client is not shown to a proxy with TLS that forwards a request", async () => {
	const proxy = await startTlsServer({ requestCert: true, rejectUnauthorized: false });
	const options = { baseUrl: "http://host.test", allowInsecureHttp: true, proxy: proxy.baseUrl, ca: certificate.cert };
	expect(await createNote(nodeClient({ ...options, ...person }))).toEqual(NOTE);
	expect(proxy.callers).toEqual([undefined]);
});

test.each([
	["a password", `me:${PASSWORD}`],
	["a token without one", PASSWORD],
])("%s that a proxy repeats is redacted, also in base64", async (_, user) => {
	const { url } = await startServer(({ headers }, response) => {
		json(response, 502, { message: `${PASSWORD} ${headers["proxy-authorization"]}` });
	});
	const proxy = url.replace("http://", `http://${user}@`);
	const error = await errorOf(fetchNote(nodeClient({ baseUrl: "http://host.test", allowInsecureHttp: true, proxy })));
	expect(error).toMatchObject({ message: expect.stringMatching(/502 <proxyPassword> Basic <proxyCredentials>/) });
});

test.each(["directly", "through a proxy", "through a proxy with TLS"])(
	"a key that is not that of the certificate sends nothing %s",
	async (way) => {
		const { baseUrl, callers } = await startTlsServer();
		const tls = way === "through a proxy with TLS";
		const { port } = await startProxy(tls ? certificate : undefined);
		const proxy = way === "directly" ? undefined : `${tls ? "https" : "http"}://127.0.0.1:${port}`;
		for (const { cert, key } of [
			{ cert: person.cert, key: certificate.key },
			{ cert: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n", key: person.key },
		]) {
			const client = nodeClient({ baseUrl, proxy, ca: certificate.cert, cert, key });
			for (let call = 0; call < 2; call++) {
				const error = await errorOf(createNote(client));
				expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent" });
				expect(printed(error)).not.toContain(key.split("\n")[1]);
			}
		}
		expect(callers).toEqual([]);
	},
);

test.each(["http", "https"])("a proxy of %s makes a tunnel, with its credentials, and the connection is kept", async (scheme) => {
	const { port, callers } = await startTlsServer();
	const proxy = await startProxy(scheme === "https" ? certificate : undefined);
	const client = nodeClient({
		baseUrl: `https://127.0.0.1:${port}`,
		ca: certificate.cert,
		proxy: `${scheme}://me:${PASSWORD}%40@127.0.0.1:${proxy.port}`,
	});
	for (let call = 0; call < 3; call++) expect(await createNote(client)).toEqual(NOTE);
	expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${port} Basic ${btoa(`me:${PASSWORD}@`)}`]);
	expect(callers).toHaveLength(3);
});

test("a proxy forwards requests without TLS, with its credentials", async () => {
	const server = await startServer((_, response) => json(response, 201, NOTE));
	const proxy = await startProxy();
	const { port } = new URL(server.url);
	const client = nodeClient({
		baseUrl: `http://host.test:${port}/v1`,
		allowInsecureHttp: true,
		proxy: `http://me:${PASSWORD}@127.0.0.1:${proxy.port}`,
	});
	expect([await createNote(client), await fetchNote(client)]).toEqual([NOTE, NOTE]);
	const credentials = `Basic ${btoa(`me:${PASSWORD}`)}`;
	expect(proxy.asked).toEqual([
		`POST http://host.test:${port}/v1/readers/A1/notes ${credentials}`,
		`GET http://host.test:${port}/v1/readers/A1/notes/7 ${credentials}`,
	]);
	expect(server.requests.map(({ url, headers }) => `${headers.host}${url}`)).toEqual([
		`host.test:${port}/v1/readers/A1/notes`,
		`host.test:${port}/v1/readers/A1/notes/7`,
	]);
});

test.each([
	["127.0.0.1", true],
	["0.0.1", true],
	["*", true],
	["other.test, 127.0.0.1", true],
	["other.test 127.0.0.1:PORT", true],
	["127.0.0.1:1", false],
	["7.0.0.1", false],
	["", false],
	[",", false],
])("noProxy: %j", async (noProxy, direct) => {
	const server = await startServer((_, response) => json(response, 200, NOTE));
	const proxy = await startProxy();
	const client = nodeClient({
		baseUrl: server.url,
		proxy: `http://127.0.0.1:${proxy.port}`,
		noProxy: noProxy.replace("PORT", new URL(server.url).port),
	});
	expect(await fetchNote(client)).toEqual(NOTE);
	expect(proxy.asked).toHaveLength(direct ? 0 : 1);
});

test.each([407, 403, 502, 204])("a proxy that responds to CONNECT with %d has sent nothing", async (status) => {
	const proxy = await startProxy(undefined, status);
	const options = { baseUrl: "https://host.test", proxy: `http://me:${PASSWORD}@127.0.0.1:${proxy.port}` };
	const error = await errorOf(createNote(createToyClient({ transport: "node", ...options })));
	expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent", attempts: 3 });
	expect((error as Error).message).toContain(`the proxy 127.0.0.1:${proxy.port} responded to CONNECT with status ${status}`);
	expect(proxy.asked).toHaveLength(3);
	expectNoPassword(error);
});

test("a proxy that wants credentials to forward a request has rejected it", async () => {
	const proxy = await startProxy(undefined, 407);
	const options = { baseUrl: "http://host.test", allowInsecureHttp: true };
	const error = await errorOf(createNote(nodeClient({ ...options, proxy: `http://me:${PASSWORD}@127.0.0.1:${proxy.port}` })));
	expect(error).toMatchObject({ name: "ApiError", status: 407, outcome: "rejected" });
	expectNoPassword(error);
});

test("neither a proxy that is away nor one that breaks off has sent anything", async () => {
	const away = (await unusedAddress()).replace("//", `//me:${PASSWORD}@`);
	const proxy = await startProxy();
	proxy.server.removeAllListeners("connect").on("connect", (_, socket) => socket.destroy());
	for (const address of [away, `http://me:${PASSWORD}@127.0.0.1:${proxy.port}`]) {
		const error = await errorOf(createNote(createToyClient({ transport: "node", baseUrl: "https://host.test", proxy: address })));
		expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent", attempts: 3 });
		expectNoPassword(error);
	}
});

test("an agent of the caller makes the connections", async () => {
	const plain = await startServer((_, response) => json(response, 200, NOTE));
	const encrypted = await startTlsServer();
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	expect(await fetchNote(nodeClient({ baseUrl: plain.url, agent }))).toEqual(NOTE);
	expect(Object.keys(agent.freeSockets)).toHaveLength(1);
	const tlsAgent = new TlsAgent({ ca: certificate.cert });
	expect(await fetchNote(nodeClient({ baseUrl: encrypted.baseUrl, agent: tlsAgent }))).toEqual(NOTE);
	agent.destroy();
	const error = await errorOf(createNote(nodeClient({ baseUrl: encrypted.baseUrl, agent })));
	expect(error).toMatchObject({ name: "ConnectionError", code: "ERR_INVALID_PROTOCOL", outcome: "not-sent" });
});

test("a proxy with TLS proves its own name, whatever the target is called, and sees no certificate of the client", async () => {
	const { port, callers } = await startTlsServer();
	const proxy = await startProxy(certificate);
	const seen: string[] = [];
	proxy.server.on("secureConnection", (socket: TLSSocket & { servername?: string }) => seen.push(String(socket.servername)));
	const options = { ca: certificate.cert, proxy: `https://localhost:${proxy.port}`, ...{ cert: person.cert, key: person.key } };
	// The certificate of the server does not name the target, so nothing gets there; the tunnel does.
	const error = await errorOf(createNote(nodeClient({ baseUrl: `https://target.test:${port}`, ...options })));
	expect(error).toMatchObject({ name: "ConnectionError", code: "ERR_TLS_CERT_ALTNAME_INVALID", outcome: "not-sent" });
	expect(proxy.asked).toEqual([`CONNECT target.test:${port}`]);
	expect(seen).toEqual(["localhost"]);
	expect(callers).toEqual([]);
});

test("an agent excludes the options of the connections that it makes", () => {
	for (const [name, value] of Object.entries({ proxy: "http://p:1", ca: certificate.cert, maxSockets: 1 })) {
		expect(() => nodeClient({ agent: new Agent(), [name]: value })).toThrow(`/${name}: expected nothing beside an agent`);
	}
});

test("invalid options are not repeated", () => {
	for (const options of [
		{ proxy: `socks5://me:${PASSWORD}@host.test` },
		{ proxy: `http://me:${PASSWORD}@host.test/path` },
		{ proxy: `http://me:${PASSWORD}@host.test:99999` },
		{ key: PASSWORD },
		{ fetch: globalThis.fetch, proxy: `http://me:${PASSWORD}@host.test`, key: `-----BEGIN ${PASSWORD}` },
	]) {
		expect(() => createToyClient(options)).toThrow("createToyClient: /");
		try {
			createToyClient(options);
		} catch (error) {
			expectNoPassword(error);
		}
	}
	expectNoPassword(nodeClient({ baseUrl: "https://host.test", proxy: `http://me:${PASSWORD}@host.test`, ...person }));
});

const printed = (value: unknown) =>
	[JSON.stringify(value), inspect(value, { depth: 20 }), String(value), (value as Error).stack].join("\n");

function expectNoPassword(value: unknown): void {
	const text = printed(value);
	for (const secret of [PASSWORD, btoa(`me:${PASSWORD}`), person.key.slice(30, 60)]) expect(text).not.toContain(secret);
}
