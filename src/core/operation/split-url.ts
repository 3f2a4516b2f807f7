export interface SplitUrl {
	/** Scheme, host and port, without a trailing slash. */
	readonly origin: string;
	/** The path as it was written. */
	readonly pathname: string;
	/** Without the question mark. */
	readonly query: string;
}

/** The base of relative addresses. */
const LOCAL = "http://localhost";

/** Splits an absolute address, or a path, without changing it: dots are not resolved, nothing is decoded. */
export function splitUrl(url: string): SplitUrl {
	const scheme = url.startsWith("/") ? -1 : url.indexOf("://");
	const start = scheme < 0 ? 0 : endOfHost(url, scheme + 3);
	const hash = url.indexOf("#", start);
	const end = hash < 0 ? url.length : hash;
	const mark = url.indexOf("?", start);
	const split = mark < 0 || mark > end ? end : mark;
	return {
		origin: scheme < 0 ? LOCAL : withoutUser(url.slice(0, start), scheme + 3),
		pathname: url.slice(start, split) || "/",
		query: url.slice(split + 1, end),
	};
}

function endOfHost(url: string, from: number): number {
	const slash = url.indexOf("/", from);
	const end = slash < 0 ? url.length : slash;
	// Without a path, the query or the fragment comes right after the host.
	const mark = url.slice(from, end).search(/[?#]/);
	return mark < 0 ? end : from + mark;
}

function withoutUser(origin: string, from: number): string {
	const at = origin.lastIndexOf("@");
	return at < from ? origin : origin.slice(0, from) + origin.slice(at + 1);
}
