import { isLoopback } from "../operation/loopback.ts";

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
