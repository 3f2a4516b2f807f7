import { Agent, type AgentOptions, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { connect, rootCertificates } from "node:tls";
import { readChunks } from "../../../operation/read-chunks.ts";
import { userInfoOf } from "../../../operation/user-info.ts";
import type { Send } from "../target.ts";
import type { ProxyRule } from "./proxy.ts";
import { decodeText, MAX_RESPONSE_BYTES } from "./text.ts";

/** Which certificates are trusted. */
export interface Trust {
	/** Certificates to trust beside Node's own, as PEM. */
	readonly ca?: string | undefined;
	/** Trusts every certificate; false by default. */
	readonly insecure?: boolean | undefined;
}

interface NodeSendOptions extends Trust {
	/** Milliseconds to wait for the whole response. */
	readonly timeout: number;
	readonly proxyFor: ProxyRule | undefined;
}

/**
 * Sends requests with `node:http` and `node:https`, because not every supported Node lets `fetch` trust a certificate or use a
 * proxy. Redirects are not followed.
 */
export function createNodeSend({ timeout, ca, insecure, proxyFor }: NodeSendOptions): Send {
	const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
	const secure = { ...trusted, rejectUnauthorized: !insecure, keepAlive: true };
	const agents = { "http:": new Agent({ keepAlive: true }), "https:": new HttpsAgent(secure) };
	const tunnels = new Map<string, HttpsAgent>();
	const tunnelThrough = (proxy: URL): HttpsAgent => {
		const tunnel = tunnels.get(proxy.href) ?? new TunnelAgent(proxy, secure);
		tunnels.set(proxy.href, tunnel);
		return tunnel;
	};
	return async ({ method, url, headers, body }) => {
		const target = new URL(url);
		const proxy = proxyFor?.(target);
		const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
		const options = { method, headers: { ...headers, ...length }, signal: AbortSignal.timeout(timeout) };
		const response =
			target.protocol === "https:"
				? await respondedTo(httpsRequest, body, {
						...options,
						...addressOf(target),
						agent: proxy ? tunnelThrough(proxy) : agents["https:"],
					})
				: await respondedTo(httpRequest, body, {
						...options,
						...(proxy ? addressThrough(proxy, target, options.headers) : addressOf(target)),
						agent: agents["http:"],
					});
		const received = Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(", ")]);
		return {
			status: response.statusCode ?? 0,
			headers: Object.fromEntries(received),
			...decodeText(await readChunks(response, MAX_RESPONSE_BYTES)),
		};
	};
}

function respondedTo(send: typeof httpRequest, body: string | null, options: RequestOptions): Promise<IncomingMessage> {
	return new Promise((done, fail) =>
		send(options, done)
			.on("error", fail)
			.end(body ?? undefined),
	);
}

function addressOf({ hostname, port, pathname, search }: URL): RequestOptions {
	return { hostname: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search };
}

/** Without TLS, the proxy gets the whole address and sees the request. */
function addressThrough(proxy: URL, target: URL, headers: Readonly<Record<string, string>>): RequestOptions {
	return { ...addressOf(proxy), path: target.href, headers: { host: target.host, ...headers, ...credentialsOf(proxy) } };
}

function credentialsOf(proxy: URL): Record<string, string> {
	const user = userInfoOf(proxy);
	if (user === undefined) return {};
	const text = `${user.username}:${user.password}`;
	return { "proxy-authorization": `Basic ${Buffer.from(text).toString("base64")}` };
}

/** Connects through a proxy (`CONNECT`), which then sees the name of the host and encrypted bytes. */
class TunnelAgent extends HttpsAgent {
	readonly #proxy: URL;

	constructor(proxy: URL, options: AgentOptions) {
		super(options);
		this.#proxy = proxy;
	}

	override createConnection(options: RequestOptions, connected?: (error: Error | null, socket: Duplex) => void): undefined {
		const { host, port } = options;
		const authority = `${host?.includes(":") ? `[${host}]` : host}:${port || 443}`;
		const end = connected as (error: Error | null, socket?: Duplex) => void;
		const rejected = ({ statusCode }: IncomingMessage) =>
			end(new Error(`the proxy ${this.#proxy.host} responded to CONNECT with status ${statusCode}`));
		httpRequest({
			...addressOf(this.#proxy),
			method: "CONNECT",
			path: authority,
			headers: { host: authority, ...credentialsOf(this.#proxy) },
		})
			.on("connect", (response, socket) => {
				if (response.statusCode !== 200) return rejected(response);
				const secure = connect({ ...(options as object), socket });
				secure.once("secureConnect", () => end(null, secure)).once("error", end);
			})
			.on("response", rejected)
			.on("error", end)
			.end();
	}
}
