/**
 * Maps an address of a service to the way by which the service is reached: behind a proxy or a gateway, its payloads name its
 * own server all the same.
 *
 * @param server the operation's own server, without a slash at the end
 * @param baseUrl the base address in use, without a slash at the end
 * @returns the address as it was if it is not one of the service
 */
export function rebaseUrl(url: string, server: string, baseUrl: string): string {
	return url.startsWith(`${server}/`) && !url.startsWith(`${baseUrl}/`) ? baseUrl + url.slice(server.length) : url;
}

/** An address without the slashes at its end: every path begins with one. */
export function withoutSlash(url: string): string {
	return url.replace(/\/+$/, "");
}
