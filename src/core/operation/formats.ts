/**
 * The formats that a description may use, and the other helpers that the generated validators
 * import. Generation rejects a format that is not in the table.
 */

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^t(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const URI =
	/^[a-z][a-z0-9+.-]*:(?![#?]|$)(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?\[[\da-f:.]+\])?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL =
	/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** RFC 3339 `full-date`: a day that exists. */
export function date(text: string): boolean {
	const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
	if (year === undefined || month === undefined || day === undefined) return false;
	const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
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
	let length = text.length;
	for (let index = 0; index < text.length - 1; index++) {
		const unit = text.charCodeAt(index);
		if (unit < 0xd800 || unit > 0xdbff) continue;
		const next = text.charCodeAt(index + 1);
		if (next >= 0xdc00 && next <= 0xdfff) {
			length--;
			index++;
		}
	}
	return length;
}
