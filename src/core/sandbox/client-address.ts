import { hideInUrl, REDACTED } from "../operation/hide-credentials.ts";
import { hostName, isLoopback } from "../operation/loopback.ts";
import { BOOLEAN, LIST_OF_TEXTS, matches, type RulesOf } from "../operation/option-rules.ts";
import { withoutSlash } from "../operation/rebase-url.ts";
import type { AccessRejection } from "./access.ts";

/** Under which addresses clients may call a sandbox. */
export interface AddressOptions {
	/** The address to listen on; loopback by default. */
	readonly host?: string;
	/** Other host names of the sandbox. A request with any other `Host` is rejected with 421. */
	readonly allowedHosts?: readonly string[];
	/** The address by which clients reach the sandbox through a proxy. The addresses in responses start with it. */
	readonly publicUrl?: string;
	/**
	 * Whether the addresses in responses follow `X-Forwarded-Proto`, `X-Forwarded-Host` and `X-Forwarded-Prefix`; false by
	 * default. Only for a sandbox that nobody can reach but by a proxy that sets them.
	 */
	readonly trustProxy?: boolean;
}

/** The rules of these options. With an empty host, Node would listen on every address of the machine. */
export const ADDRESS_RULES: RulesOf<AddressOptions> = {
	host: ["a host", matches(/./)],
	allowedHosts: LIST_OF_TEXTS,
	publicUrl: ["a text", matches(/^/)],
	trustProxy: BOOLEAN,
};

/** The address that a client used, up to the path that the sandbox sees. */
export interface ClientAddress {
	/** Scheme, host and port. */
	readonly origin: string;
	/** The path that a proxy removed from the front of the address; empty without one. */
	readonly prefix: string;
}

type Headers = Readonly<Record<string, string>>;

/** The end of a connection at the sandbox, as a socket of Node has it. */
interface Connection {
	readonly localAddress?: string | undefined;
	readonly localPort?: number | undefined;
}

/** Reads the address that a client used; a rejection where it is none of this sandbox. */
export type AddressReader = (headers: Headers, connection: Connection) => ClientAddress | AccessRejection;

/**
 * Creates the reader of a sandbox's addresses. A name that is not the sandbox's own is rejected, because a web page can have
 * one that leads to this machine (DNS rebinding): to the browser, the sandbox would be a part of its site.
 *
 * @throws {TypeError} naming the option that is invalid
 */
export function createAddressReader(options: AddressOptions): AddressReader {
	const { publicUrl, trustProxy = false } = options;
	const fixed = publicUrl === undefined ? undefined : readPublicUrl(publicUrl);
	const checkHost = createHostRule(options, fixed);
	return (headers, socket) => {
		const { host } = headers;
		const rejected = host === undefined ? undefined : checkHost("Host", host);
		if (rejected) return rejected;
		if (fixed) return fixed;
		// Only HTTP/1.0, which no browser speaks, allows a request without `Host`.
		const called = { origin: host === undefined ? ownOrigin(socket) : `http://${host}`, prefix: "" };
		return trustProxy ? readForwarded(headers, called, checkHost) : called;
	};
}

/** The address at which a connection arrived. */
export function ownOrigin({ localAddress = "127.0.0.1", localPort }: Connection): string {
	return `http://${bracketed(localAddress.replace(/^::ffff:/, ""))}:${localPort}`;
}

/** An address of IPv6 stands in brackets before a port. */
export function bracketed(host: string): string {
	return host.includes(":") ? `[${host}]` : host;
}

function readPublicUrl(text: string): ClientAddress {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password || /[?#]/.test(text)) {
		const shown = JSON.stringify(hideInUrl(text, () => REDACTED));
		throw new TypeError(`publicUrl (--public-url): expected an http or https URL without user, query and fragment, got ${shown}`);
	}
	return { origin: url.origin, prefix: withoutSlash(url.pathname) };
}

type HostRule = (header: string, value: string) => AccessRejection | undefined;

function createHostRule({ host = "127.0.0.1", allowedHosts = [] }: AddressOptions, fixed: ClientAddress | undefined): HostRule {
	const wrong = allowedHosts.find((name) => hostName(name) !== name);
	if (wrong !== undefined) {
		throw new TypeError(`allowedHosts (--allow-host): expected a host name without a port, got ${JSON.stringify(wrong)}`);
	}
	const own = fixed === undefined ? [bracketed(host)] : [bracketed(host), new URL(fixed.origin).hostname];
	const names = new Set([...own, ...allowedHosts].map((name) => name.toLowerCase()));
	return (header, value) => {
		const name = hostName(value)?.toLowerCase();
		if (name !== undefined && (isLoopback(name) || names.has(name))) return undefined;
		const message = `${header}: expected a name of this machine, or a host that allowedHosts (--allow-host) names`;
		return { status: 421, message, received: value };
	};
}

const PREFIX = /^(?:\/[\w.~!$&'()*+,;=:@%-]+)*\/?$/;

/** The address in the headers that a proxy adds; parts that it leaves out are those of the request. */
function readForwarded(headers: Headers, called: ClientAddress, checkHost: HostRule): ClientAddress | AccessRejection {
	const scheme = firstOf(headers["x-forwarded-proto"]) ?? "http";
	const host = firstOf(headers["x-forwarded-host"]);
	const prefix = firstOf(headers["x-forwarded-prefix"]) ?? "";
	const rejected = host === undefined ? undefined : checkHost("X-Forwarded-Host", host);
	if (rejected) return rejected;
	if (!/^https?$/i.test(scheme)) return rejectHeader("X-Forwarded-Proto: expected http or https", scheme);
	if (!PREFIX.test(prefix)) return rejectHeader("X-Forwarded-Prefix: expected a path such as /sandbox", prefix);
	const authority = host ?? called.origin.slice("http://".length);
	return { origin: `${scheme.toLowerCase()}://${authority}`, prefix: withoutSlash(prefix) };
}

/** Each proxy on the way appends a value; the first one is that of the client's own request. */
function firstOf(value: string | undefined): string | undefined {
	return value?.split(",")[0]?.trim();
}

function rejectHeader(message: string, received: string): AccessRejection {
	return { status: 400, message, received };
}
