const LOOPBACK = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Whether a host name or address, without a port, is this machine and nothing else. */
export function isLoopback(host: string): boolean {
	return LOOPBACK.test(host);
}

const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;

/** Whether the header `Origin` of a browser names a page of this machine. */
export function isLoopbackOrigin(origin: string): boolean {
	const [, host = ""] = /^https?:\/\/(.*)$/i.exec(origin) ?? [];
	return isLoopback(hostName(host) ?? "");
}

/** The name in the header `Host`, without the port; undefined where it is not one. */
export function hostName(host: string): string | undefined {
	return HOST.exec(host)?.[1];
}
