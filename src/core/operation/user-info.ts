/** The user and the password of an address, decoded; undefined where it names no user. */
export function userInfoOf({ username, password }: URL): { readonly username: string; readonly password: string } | undefined {
	return username === "" ? undefined : { username: decodePercent(username), password: decodePercent(password) };
}

/** The header `Authorization` of HTTP Basic (RFC 7617), as UTF-8. */
export function basicAuthorization({ username, password }: { readonly username: string; readonly password: string }): string {
	const bytes = new TextEncoder().encode(`${username}:${password}`);
	return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Percent-decodes a text. What is not percent-encoded UTF-8 remains as it is, such as a percent sign by itself. */
export function decodePercent(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, decodeOrKeep);
}

/** Percent-decodes a text as a whole. A text that is not percent-encoded UTF-8 remains as it is. */
export function decodeOrKeep(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
