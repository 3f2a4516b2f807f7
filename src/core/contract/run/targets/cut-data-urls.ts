/** A `data:` URL (RFC 2397), as it is or percent-encoded, with data that no one reads. */
const LONG_DATA = /(\bdata(?::|%3A)[\w.+%;=/-]{0,100}?(?:,|%2C))[^\s"<>&]{200,}/gi;

/** Replaces the data of long `data:` URLs in a text by an ellipsis. Their media type remains. */
export function cutDataUrls(text: string): string {
	return text.replace(LONG_DATA, "$1…");
}
