const ADDRESS_PARTS = /^([a-z][a-z\d+.-]*:\/\/)?([^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)(:\d*)?([^?#]*)(\?[^#]*)?/i;

/**
 * Splits an address, or a path, into parts that make it when they are joined, but for the fragment. Nothing is changed: `URL` would
 * encode some characters anew.
 */
export function splitAddress(url: string) {
	const [, scheme = "", user = "", host = "", port = "", path = "", query = ""] = ADDRESS_PARTS.exec(url) ?? [];
	return { scheme, user, host, port, path, query };
}

/**
 * The forms of an address that a sender may have signed, the likeliest first: without and with its user, with its port as given and
 * without it, or with the default one if none is given. The fragment is in none of them, as it is never sent.
 */
export function signedUrls(url: string): string[] {
	const { scheme, user, host, port, path, query } = splitAddress(url);
	const otherPort = /^https:/i.test(scheme) ? ":443" : ":80";
	const ports = [port, port ? "" : otherPort];
	return [...new Set(["", user].flatMap((kept) => ports.map((shown) => scheme + kept + host + shown + path + query)))];
}

/** An address to be printed: without its user, and with the names of its query alone. */
export function printableUrl(url: string): string {
	const { scheme, host, port, path, query } = splitAddress(url);
	return scheme + host + port + path + query.replace(/=[^&]+/g, "=…");
}
