type NameValuePairs = readonly (readonly [name: string, value: string])[];

/**
 * Writes the recorded fields of a form (`params`) as the form that was sent. Some tools decode them and others keep them as they
 * were sent; no member of an entry says which.
 *
 * @param size the length of the form in bytes, which decides; undefined if it is unknown
 * @returns undefined if there were more fields than those
 */
export function readParams(params: NameValuePairs, size: number | undefined): string | undefined {
	const raw = params.map(([name, value]) => `${name}=${value}`).join("&");
	const encoded = new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
	if (size === raw.length && size !== encoded.length) return raw;
	if (size === encoded.length) return encoded;
	// A client may encode each byte as three, such as `%20`.
	if (size !== undefined && 3 * Buffer.byteLength(raw) < size) return undefined;
	const isEncoded = raw.includes("%") && params.flat().every((text) => /^(?:[\w.*+-]|%[\dA-F]{2})*$/i.test(text));
	return isEncoded ? raw : encoded;
}
