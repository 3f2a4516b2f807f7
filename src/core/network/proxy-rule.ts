import { isLoopback } from "../operation/loopback.ts";

/** The variables of the environment that name a proxy, by protocol of the target. The first one that is set counts. */
const VARIABLES = {
	"https:": ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
	"http:": ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
} as const;

type Environment = Readonly<Record<string, string | undefined>>;
type TargetProtocol = keyof typeof VARIABLES;

/** The variable that names the proxy for a protocol, and its value; undefined if there is none. */
export function findProxyVariable(protocol: TargetProtocol, env: Environment): [name: string, value: string] | undefined {
	const name = VARIABLES[protocol].find((variable) => env[variable]);
	return name && [name, env[name] ?? ""];
}

/** A proxy may be named without its protocol. */
export function withScheme(proxy: string): string {
	return proxy.includes("://") ? proxy : `http://${proxy}`;
}

/** Finds the proxy for a URL; undefined for a direct connection. */
export type ProxyRule = (url: URL) => URL | undefined;

/** The environment names a proxy that is none. */
export class ProxyError extends Error {
	override readonly name = "ProxyError";
}

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. This machine itself is always connected to directly.
 *
 * @returns undefined if no proxy is named
 * @throws {ProxyError} naming the variable, never its value, which may hold a password
 */
export function createProxyRule(env: Environment): ProxyRule | undefined {
	const proxyOf = (protocol: TargetProtocol) => {
		const [variable, value] = findProxyVariable(protocol, env) ?? [];
		return variable && value && parseProxy(variable, value);
	};
	const proxies = { "https:": proxyOf("https:"), "http:": proxyOf("http:") };
	if (!proxies["https:"] && !proxies["http:"]) return undefined;
	const exceptions = env.NO_PROXY ?? env.no_proxy ?? "";
	return (url) =>
		isLoopback(url.hostname) || isExcepted(url, exceptions) ? undefined : proxies[url.protocol as TargetProtocol] || undefined;
}

function parseProxy(variable: string, value: string): URL {
	const address = withScheme(value);
	if (/^https?:/i.test(address) && URL.canParse(address)) return new URL(address);
	throw new ProxyError(`${variable}: expected the http or https address of a proxy, such as http://proxy.example:3128`);
}

/** A host, perhaps with a port; an address of IPv6 has brackets. */
const EXCEPTION = /^(?:\*?\.)?(\[.*\]|.*?)(?::(\d+))?$/;

/** `NO_PROXY` lists hosts, which stand for their subdomains too, perhaps with a port; `*` stands for all. */
export function isExcepted({ hostname, port, protocol }: URL, exceptions: string): boolean {
	const actualPort = port || (protocol === "https:" ? "443" : "80");
	return exceptions
		.split(/[\s,]+/)
		.filter(Boolean)
		.some((exception) => {
			const [, host = "", exceptedPort = actualPort] = EXCEPTION.exec(exception.toLowerCase()) ?? [];
			return exceptedPort === actualPort && (host === "*" || hostname === host || hostname.endsWith(`.${host}`));
		});
}
