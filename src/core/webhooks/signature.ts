/** The fields of a form in any order, decoded; a name may be there several times. */
export type SignedFields = Iterable<readonly [name: string, value: string]>;

/**
 * Signs a webhook: the base64 of the HMAC-SHA1 of its address and its form, by WebCrypto, which every runtime has.
 *
 * @param url the address as it is requested, with its query, and without a fragment
 * @param fields the form of a POST; none for a GET, whose fields are in the query, and for a body that is not a form
 * @param secret the key, as the receiver knows it
 */
export function computeSignature(url: string, fields: SignedFields, secret: string): Promise<string> {
	return signText(url + signedText(fields), secret);
}

/** The base64 of the HMAC-SHA1 of a text. */
export async function signText(text: string, secret: string): Promise<string> {
	const key = await crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
	const signature = await crypto.subtle.sign("HMAC", key, utf8(text));
	return btoa(String.fromCharCode(...new Uint8Array(signature)));
}

/** Each name with each of its values, both in the order of their code units; an equal value counts once. */
export function signedText(fields: SignedFields): string {
	const values = new Map<string, Set<string>>();
	for (const [name, value] of fields) values.set(name, (values.get(name) ?? new Set()).add(value));
	return [...values.keys()]
		.sort()
		.flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value))
		.join("");
}

/** The bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(text);
}
