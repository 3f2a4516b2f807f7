import { type ClientRequest, Agent as HttpAgent, request as requestHttp } from "node:http";
import { type AgentOptions, Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { ProxyRule } from "./proxy-rule.ts";
import { addressOf, credentialsOf, serverNameOf, TunnelAgent } from "./tunnel-agent.ts";

/** A request without its body. */
export interface OpenedRequest {
	readonly method: string;
	/** An absolute `http` or `https` address. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** The ways to servers, and the connections on them, which are kept for the next request. */
export interface Routes {
	/** Opens a request, whose body is still to be written. */
	open(request: OpenedRequest): ClientRequest;
	/** Closes all connections. */
	close(): void;
}

/** How servers are reached. */
export interface RouteOptions {
	/** The limits of the connections, and what they are encrypted with. */
	readonly connections: AgentOptions;
	/** Default: no proxy. */
	readonly proxyFor?: ProxyRule | undefined;
	/** Makes the connections instead. */
	readonly agent?: HttpAgent | undefined;
}

/** The way to one server. */
interface ServerRoute {
	/** The server, or the proxy that forwards requests to it. */
	readonly to: URL;
	readonly agent: HttpAgent;
	readonly headers?: Readonly<Record<string, string>>;
	/** What stands before the path in the first line of a request to a proxy. */
	readonly pathPrefix?: string;
}

/** Finds the way to each server: directly, or through a proxy. */
export function createRoutes({ connections, proxyFor, agent }: RouteOptions): Routes {
	const kept = { keepAlive: true, ...connections };
	const agents = { "http:": agent ?? new HttpAgent(kept), "https:": agent ?? new HttpsAgent(kept) };
	const tunnels = new Map<string, TunnelAgent>();
	const routes = new Map<string, ServerRoute>();
	const findRoute = (origin: URL): ServerRoute => {
		const proxy = proxyFor?.(origin);
		if (!proxy) return { to: origin, agent: agents[schemeOf(origin)] };
		if (schemeOf(origin) === "http:") {
			const headers = { host: origin.host, ...credentialsOf(proxy) };
			return { to: proxy, agent: agents[schemeOf(proxy)], headers, pathPrefix: origin.origin };
		}
		const tunnel = tunnels.get(proxy.href) ?? new TunnelAgent(proxy, kept);
		tunnels.set(proxy.href, tunnel);
		return { to: origin, agent: tunnel };
	};
	return {
		open(request) {
			const [origin, path] = splitOrigin(request.url);
			const route = routes.get(origin) ?? findRoute(new URL(origin));
			routes.set(origin, route);
			return openOn(route, path, request);
		},
		close() {
			if (!agent) for (const each of [...Object.values(agents), ...tunnels.values()]) each.destroy();
		},
	};
}

function openOn({ to, agent, headers, pathPrefix = "" }: ServerRoute, path: string, request: OpenedRequest): ClientRequest {
	const open = to.protocol === "https:" ? requestHttps : requestHttp;
	return open({
		...addressOf(to),
		servername: serverNameOf(to),
		path: pathPrefix + path,
		agent,
		method: request.method,
		headers: { ...request.headers, ...headers },
	});
}

/** A path and a query that are the same once they are parsed: without dots as segments, and without what is encoded. */
const PARSED_PATH = /^(?!.*\/(?:\.|%2e){1,2}(?:[/?]|$))[\w.~!$&()*+,;=:@%/?-]*$/i;

/** Splits an address before its path. It is parsed only where that makes a difference: to parse takes as long as all else here. */
function splitOrigin(url: string): [origin: string, path: string] {
	const [, start, path] = /^(https?:\/\/[^/?#@]+)(\/.*)$/s.exec(url) ?? [];
	if (start !== undefined && path !== undefined && PARSED_PATH.test(path)) return [start, path];
	const { origin, pathname, search } = new URL(url);
	return [origin, pathname + search];
}

const schemeOf = ({ protocol }: URL) => (protocol === "https:" ? "https:" : "http:");
