/** Replaces every secret in a text. */
export type Redact = (text: string) => string;

/** A text that must not be printed, and what is printed in its place. */
export type Secret = readonly [text: string, mask: string];

/**
 * Makes a function that replaces secrets in the encodings that services repeat them in: as they are, percent-encoded, in a form, in
 * JSON, in base64 and base64url. It is small, for the client's bundle; `createThoroughRedactor` finds every encoding.
 *
 * @param secrets those shorter than 4 characters are ignored, as they occur everywhere
 */
export function createRedactor(secrets: readonly Secret[]): Redact {
	const forms = secrets
		.flatMap(([text, mask]) => (text.length < 4 ? [] : formsOf(text).map((form) => [form, mask] as const)))
		// The longest first: a secret may be a part of another one.
		.sort(([a], [b]) => b.length - a.length);
	return (text) => forms.reduce((result, [form, mask]) => result.replaceAll(form, () => mask), text);
}

function formsOf(text: string): string[] {
	const encoded = encodeURIComponent(text.toWellFormed());
	// Deprecated, but the shortest way to write UTF-8 for `btoa`, and part of every runtime (ECMA-262, annex B.2.1.2).
	const base64 = btoa(unescape(encoded)).replace(/=+$/, "");
	return [
		text,
		encoded,
		encoded.replace(/%20/g, "+"),
		JSON.stringify(text).slice(1, -1),
		base64,
		base64.replace(/\+/g, "-").replace(/\//g, "_"),
	];
}
