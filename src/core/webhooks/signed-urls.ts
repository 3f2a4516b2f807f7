/**
 * Splits an address into its origin (scheme, user, host, port), path and query, as they are written: `URL` would encode some
 * characters anew. The fragment is dropped, as it is never sent. What is missing is empty.
 *
 * @throws {TypeError} for what is no text
 */
export function splitAddress(url: string): readonly [origin: string, path: string, query: string] {
	if (typeof url !== "string") throw new TypeError("url: expected a text");
	const [, origin = "", path = "", query = ""] = /^(\w+:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
	return [origin, path, query];
}

const PORT = /:\d*$/;

/**
 * The forms of an address that a sender may have signed, the likeliest first, some more than once: without and with its user, with
 * its port as given and without it, or with the default one if none is given.
 */
export function signedUrls(url: string): string[] {
	const [origin, path, query] = splitAddress(url);
	const defaultPort = /^https:/i.test(url) ? ":443" : ":80";
	const otherPort = (base: string) => (PORT.test(base) ? base.replace(PORT, "") : base + defaultPort);
	const bases = [origin.replace(/\/\/.*@/, "//"), origin];
	return bases.flatMap((base) => [base, otherPort(base)]).map((base) => base + path + query);
}

/** An address to be printed: without its user, and with the names of its query alone. */
export function printableUrl(url: string): string {
	return url.replace(/\/\/[^/?]*@/, "//").replace(/(?<=[?&][^=&]*=)[^&]+/g, "…");
}
