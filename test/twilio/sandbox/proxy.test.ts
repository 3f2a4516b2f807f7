import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { createServer, request as httpsRequest } from "node:https";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../../../src/index.ts";
import type { ListenOptions } from "../../../src/sandbox.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { listen } from "../../support/servers.ts";
import { ACCOUNT, CHANNEL, checkedSandbox, SERVICE } from "./helpers.ts";

const certificate = selfSignedCertificate();

/** What a proxy does with a request: the path and the headers that it sends on. */
type Rewrite = (path: string, headers: IncomingHttpHeaders) => { path: string; headers: IncomingHttpHeaders };

/** Starts a server that ends TLS and sends each request on to the port that `target` returns. */
async function startProxy(rewrite: Rewrite, target: () => number): Promise<string> {
	const server = createServer(certificate, (request, response) => {
		const { path, headers } = rewrite(request.url ?? "/", request.headers);
		const { method } = request;
		const inner = httpRequest({ port: target(), host: "127.0.0.1", method, path, headers, agent: false }, (result) => {
			response.writeHead(result.statusCode ?? 502, result.headers);
			result.pipe(response);
		});
		request.pipe(inner);
	});
	return `https://localhost:${(await listen(server)).port}`;
}

/** A `fetch` that trusts the certificate. */
const trustingFetch: typeof fetch = (input, init) =>
	new Promise((resolve, reject) => {
		const headers = Object.fromEntries(new Headers(init?.headers));
		const options = { method: init?.method ?? "GET", headers, ca: certificate.cert, agent: false as const };
		const request = httpsRequest(String(input), options, async (response) => {
			let text = "";
			for await (const chunk of response) text += chunk;
			resolve(new Response(text, { status: response.statusCode ?? 0, headers: response.headers as Record<string, string> }));
		});
		request.on("error", reject).end(init?.body);
	});

const withoutPrefix = (path: string) => path.replace(/^\/twilio(?=\/)/, "");
const rewritingHost: Rewrite = (path, headers) => ({ path: withoutPrefix(path), headers: { ...headers, host: "localhost" } });

const PROXIES: Record<string, { prefix: string; rewrite: Rewrite; options: (url: string) => ListenOptions }> = {
	"rewrites Host and the path, with --public-url": {
		prefix: "/twilio",
		rewrite: rewritingHost,
		options: (url) => ({ publicUrl: `${url}/twilio` }),
	},
	"keeps Host, with --public-url": {
		prefix: "",
		rewrite: (path, headers) => ({ path, headers }),
		options: (url) => ({ publicUrl: url }),
	},
	"keeps Host and forwards the scheme, with --trust-proxy": {
		prefix: "",
		rewrite: (path, headers) => ({ path, headers: { ...headers, "x-forwarded-proto": "https" } }),
		options: () => ({ trustProxy: true }),
	},
	"rewrites Host and the path and forwards both, with --trust-proxy": {
		prefix: "/twilio",
		rewrite: (path, headers) => {
			const { host = "" } = headers;
			const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": host, "x-forwarded-prefix": "/twilio" };
			const rewritten = rewritingHost(path, headers);
			return { ...rewritten, headers: { ...rewritten.headers, ...forwarded } };
		},
		options: () => ({ trustProxy: true }),
	},
};

test.each(Object.entries(PROXIES))(
	"behind a proxy that ends TLS, %s, every address leads back through the proxy: the client reads all pages",
	async (_, { prefix, rewrite, options }) => {
		const sandbox = checkedSandbox();
		let port = 0;
		const origin = await startProxy(rewrite, () => port);
		const running = await sandbox.listen(options(origin));
		onTestFinished(running.close);
		port = running.port;
		const baseUrl = origin + prefix;
		const client = createClient({ accountSid: ACCOUNT, authToken: "token", baseUrl, fetch: trustingFetch });
		const channel = { ServiceSid: SERVICE, ChannelSid: CHANNEL };
		for (const Body of ["a", "b", "c", "d", "e"]) await client.createChannelMessage({ ...channel, Body });
		const messages = await client.listChannelMessages({ ...channel, PageSize: 2 }).toArray();
		expect(messages.map(({ body }) => body)).toEqual(["a", "b", "c", "d", "e"]);
		for (const { url } of messages) expect(url).toMatch(new RegExp(`^${baseUrl}/v1/Services/`));
	},
);
