import { type ClientRequest, type RequestOptions, request as requestHttp } from "node:http";
import { Agent, type AgentOptions, request as requestHttps } from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { basicAuthorization, userInfoOf } from "../operation/user-info.ts";

/** A proxy has so many milliseconds to make a tunnel: a request that is cancelled meanwhile does not end the wait. */
const TUNNEL_TIMEOUT = 10_000;

/** Connects through a proxy (`CONNECT`), which then sees the name of the host and encrypted bytes. */
export class TunnelAgent extends Agent {
	readonly #proxy: URL;
	/** As they were given: Node adds the protocol and the port of servers to those of an agent. */
	readonly #proxyOptions: AgentOptions;

	/** The requests for tunnels that have no response yet. */
	readonly #pending = new Set<ClientRequest>();

	/**
	 * @param options of the connections to servers
	 * @param proxyOptions of those to the proxy, where its address begins with `https`
	 */
	constructor(proxy: URL, options: AgentOptions, proxyOptions: AgentOptions) {
		super(options);
		this.#proxy = proxy;
		this.#proxyOptions = proxyOptions;
	}

	override destroy(): void {
		for (const request of this.#pending) request.destroy();
		super.destroy();
	}

	override createConnection(options: RequestOptions, connected?: (error: Error | null, socket: Duplex) => void): undefined {
		const { host, port } = options;
		const authority = `${host?.includes(":") ? `[${host}]` : host}:${port || 443}`;
		const end = connected as (error: Error | null, socket?: Duplex) => void;
		const fail = (reason: string) => end(tunnelError(`the proxy ${this.#proxy.host} ${reason}`));
		const open = this.#proxy.protocol === "https:" ? requestHttps : requestHttp;
		const request = open({
			...this.#proxyOptions,
			...addressOf(this.#proxy),
			servername: serverNameOf(this.#proxy),
			agent: false,
			method: "CONNECT",
			path: authority,
			headers: { host: authority, ...credentialsOf(this.#proxy) },
		});
		const rejected = (statusCode: number | undefined, socket: Duplex) => {
			socket.destroy();
			fail(`responded to CONNECT with status ${statusCode}`);
		};
		const deadline = setTimeout(
			() => request.destroy(tunnelError(`the proxy made no tunnel within ${TUNNEL_TIMEOUT} ms`)),
			TUNNEL_TIMEOUT,
		);
		deadline.unref();
		this.#pending.add(request);
		request
			// A request that waits for the tunnel has a time limit of its own.
			.on("socket", (socket) => socket.unref())
			.on("connect", ({ statusCode }, socket) => {
				if (statusCode !== 200) return rejected(statusCode, socket);
				const throughTunnel = { ...options, socket };
				try {
					end(null, super.createConnection(throughTunnel) ?? undefined);
				} catch (error) {
					// A key that is not that of the certificate, for example.
					socket.destroy();
					end(error as Error);
				}
			})
			.on("response", ({ statusCode, socket }) => rejected(statusCode, socket))
			.on("error", end)
			.on("close", () => {
				clearTimeout(deadline);
				this.#pending.delete(request);
			})
			.end();
	}
}

/** The address of a server, as requests of Node take it. */
export function addressOf({ hostname, port }: URL): { readonly hostname: string; readonly port: string } {
	return { hostname: hostname.replace(/^\[|\]$/g, ""), port };
}

/** The name that a server must prove, and not the one in the header `Host`, which names the target of a proxy. An address has none. */
export function serverNameOf(server: URL): string {
	return isIP(addressOf(server).hostname) === 0 ? server.hostname : "";
}

/** The header with the credentials of a proxy, where its address has some. */
export function credentialsOf(proxy: URL): Readonly<Record<string, string>> {
	const user = userInfoOf(proxy);
	return user === undefined ? {} : { "proxy-authorization": basicAuthorization(user) };
}

function tunnelError(message: string): Error {
	return Object.assign(new Error(message), { code: "ERR_PROXY_TUNNEL" });
}
