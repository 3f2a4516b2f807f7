import type { ProxyRule } from "../network/proxy-rule.ts";

/** A certificate or a key in the format PEM: the text of the file, or its bytes. */
export type Pem = string | Uint8Array;

/** What a transport gets besides the options of the caller. */
export interface TransportOptions extends ConnectionOptions {
	/** The proxy of the environment, which a proxy of the options replaces. */
	readonly environmentProxy?: ProxyRule | undefined;
}

/** Options of connections. Only the transport of Node has them. */
export interface ConnectionOptions {
	/** The `http` or `https` address of a proxy, with its credentials if it needs some. Encrypted requests go through a tunnel (`CONNECT`). */
	readonly proxy?: string | undefined;
	/** Hosts that are called without the proxy, by commas: `internal.example` with all below it, `10.0.0.1`, `host:8443`, or `*`. */
	readonly noProxy?: string | undefined;
	/** Certificates of the authorities to trust, instead of those that Node trusts. */
	readonly ca?: Pem | readonly Pem[] | undefined;
	/** The certificate that the client shows to the server, and the certificates that it depends on. */
	readonly cert?: Pem | undefined;
	/** The private key of `cert`. */
	readonly key?: Pem | undefined;
	/** The max number of connections to a host; further requests wait, within their time limit. Default: 256. */
	readonly maxSockets?: number | undefined;
	/** An `Agent` of `node:http` or `node:https` that makes the connections instead. It is not closed with the client. */
	readonly agent?: object | undefined;
}
