/** Whether a text is a token, which every name of a header is (RFC 9110, section 5.1). */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

const RESERVED = /^(?:authorization|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** Whether the client or the connection sets a header, so that a caller cannot. */
export function isReservedHeader(name: string): boolean {
	return RESERVED.test(name);
}
