import { isLoopback } from "../operation/loopback.ts";

/** The variables of the environment that name a proxy, by protocol of the target. The first one that is set counts. */
const VARIABLES = {
	"https:": ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
	"http:": ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
} as const;

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
export function createProxyRule(env: Readonly<Record<string, string | undefined>>): ProxyRule | undefined {
	const proxyOf = (protocol: keyof typeof VARIABLES) => {
		const variable = VARIABLES[protocol].find((name) => env[name]);
		return variable && parseProxy(variable, env[variable] ?? "");
	};
	const proxies = { "https:": proxyOf("https:"), "http:": proxyOf("http:") };
	if (!proxies["https:"] && !proxies["http:"]) return undefined;
	const exceptions = env.NO_PROXY ?? env.no_proxy ?? "";
	return (url) =>
		isLoopback(url.hostname) || isExcepted(url, exceptions)
			? undefined
			: proxies[url.protocol as keyof typeof proxies] || undefined;
}

function parseProxy(variable: string, value: string): URL {
	const address = value.includes("://") ? value : `http://${value}`;
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
