/** A token, which every name of a header is (RFC 9110, section 5.1). */
export const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** The headers that the client or the connection sets, so that a caller cannot. */
export const RESERVED_HEADER =
	/^(?:authorization|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;
