import { type ClientRequest, Agent as HttpAgent, request as requestHttp } from "node:http";
import { type AgentOptions, Agent as HttpsAgent, type RequestOptions, request as requestHttps } from "node:https";
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

/** The way to one server. What is the same for each request is worked out once. */
interface ServerRoute {
	readonly open: typeof requestHttp | typeof requestHttps;
	/** Of the server, or of the proxy that forwards requests to it. */
	readonly hostname: string;
	readonly port: string;
	readonly servername: string;
	readonly agent: HttpAgent;
	readonly headers: readonly (readonly [name: string, value: string])[];
	/** What stands before the path in the first line of a request to a proxy. */
	readonly pathPrefix: string;
}

/** Finds the way to each server: directly, or through a proxy. */
export function createRoutes({ connections, proxyFor, agent }: RouteOptions): Routes {
	const kept = { keepAlive: true, ...connections };
	const agents = { "http:": agent ?? new HttpAgent(kept), "https:": agent ?? new HttpsAgent(kept) };
	// A proxy with TLS does not see the certificate that is for the server.
	const { cert, key, ...toProxies } = kept;
	const proxyAgents = { "http:": agents["http:"], "https:": new HttpsAgent(toProxies) };
	const tunnels = new Map<string, TunnelAgent>();
	const routes = new Map<string, ServerRoute>();
	const findRoute = (origin: URL): ServerRoute => {
		const proxy = proxyFor?.(origin);
		if (!proxy) return routeTo(origin, agents[schemeOf(origin)]);
		if (schemeOf(origin) === "http:") {
			const headers = { host: origin.host, ...credentialsOf(proxy) };
			return { ...routeTo(proxy, proxyAgents[schemeOf(proxy)]), headers: Object.entries(headers), pathPrefix: origin.origin };
		}
		const tunnel = tunnels.get(proxy.href) ?? new TunnelAgent(proxy, kept, toProxies);
		tunnels.set(proxy.href, tunnel);
		return routeTo(origin, tunnel);
	};
	return {
		open(request) {
			const [origin, path] = splitOrigin(request.url);
			const route = routes.get(origin) ?? findRoute(new URL(origin));
			routes.set(origin, route);
			return openOn(route, path, request);
		},
		close() {
			const own = agent ? [] : Object.values(agents);
			for (const each of [...own, proxyAgents["https:"], ...tunnels.values()]) each.destroy();
		},
	};
}

function routeTo(server: URL, agent: HttpAgent): ServerRoute {
	const open = server.protocol === "https:" ? requestHttps : requestHttp;
	return { open, ...addressOf(server), servername: serverNameOf(server), agent, headers: [], pathPrefix: "" };
}

/** The options are written out: to spread some into others takes longer than all else of ours. */
function openOn(route: ServerRoute, path: string, { method, headers }: OpenedRequest): ClientRequest {
	const { open, hostname, port, servername, agent, pathPrefix } = route;
	// An agent may write into the headers, which other requests share.
	const own = { ...headers };
	const options: RequestOptions = { hostname, port, servername, path: pathPrefix + path, agent, method, headers: own };
	const outgoing = open(options);
	for (const [name, value] of route.headers) outgoing.setHeader(name, value);
	return outgoing;
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
