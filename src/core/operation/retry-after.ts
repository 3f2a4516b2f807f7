const NUMBER = /^\d+(?:\.\d+)?$/;

/**
 * Reads `retry-after-ms`, or else `Retry-After` (RFC 9110, 10.2.3): seconds, which may have a fraction, or a date in any of
 * the three forms of RFC 9110, 5.6.7.
 *
 * @returns milliseconds from now; undefined where the headers are missing or unreadable
 */
export function parseRetryAfter(
	headers: { get(name: string): string | null | undefined },
	now: () => number,
): number | undefined {
	const milliseconds = headers.get("retry-after-ms") ?? "";
	if (NUMBER.test(milliseconds)) return Number(milliseconds);
	const text = headers.get("retry-after") ?? "";
	if (NUMBER.test(text)) return Number(text) * 1000;
	// The form of asctime() names no time zone: it is GMT.
	const date = text.replace(/^\w{3} .* \d{4}$/, "$& GMT");
	const time = date.endsWith("GMT") ? Date.parse(date) : Number.NaN;
	return Number.isNaN(time) ? undefined : Math.max(0, time - now());
}
