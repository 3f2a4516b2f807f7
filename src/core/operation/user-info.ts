/** The user and the password of an address, decoded; undefined where it names no user. */
export function userInfoOf({ username, password }: URL): { readonly username: string; readonly password: string } | undefined {
	return username === "" ? undefined : { username: decodePercent(username), password: decodePercent(password) };
}

/** Percent-decodes a text. What is not percent-encoded UTF-8 remains as it is, such as a percent sign by itself. */
export function decodePercent(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
		try {
			return decodeURIComponent(encoded);
		} catch {
			return encoded;
		}
	});
}
