/**
 * The formats that a description may use, and the other helpers that the generated validators
 * import. Generation rejects a format that is not in the table.
 */

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^t(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const URI =
	/^[a-z][a-z0-9+.-]*:(?![#?]|$)(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?\[[\da-f:.]+\])?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL =
	/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** RFC 3339 `full-date`: a day that exists. */
export function date(text: string): boolean {
	const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
	// A day that its month does not have may be read as one of the next month.
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** RFC 3339 `date-time`. A leap second (`:60`) is rejected: JavaScript's Date cannot hold one. */
export function dateTime(text: string): boolean {
	return date(text.slice(0, 10)) && TIME.test(text.slice(10));
}

/** RFC 3986 `URI`: a scheme, something after it, and no character that a URI has to escape. */
export function uri(text: string): boolean {
	return URI.test(text);
}

/** RFC 4122, without the `urn:uuid:` prefix. */
export function uuid(text: string): boolean {
	return UUID.test(text);
}

/** A plain addr-spec of RFC 5322, with a domain of at least two labels: no quoted part, no comment. */
export function email(text: string): boolean {
	return EMAIL.test(text);
}

/** Whether the text is one JSON value (`contentMediaType: application/json`). */
export function json(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The length that JSON Schema's `minLength` and `maxLength` count: code points. */
export function codePointLength(text: string): number {
	return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
