/** Replaces every secret in a text. */
export type Redact = (text: string) => string;

/** A text that must not be printed, and what is printed in its place. */
export type Secret = readonly [text: string, mask: string];

/**
 * Creates the function that replaces secrets in a text.
 *
 * @param secrets those shorter than 4 characters are ignored, as they occur everywhere
 * @param formsOf the encodings in which a secret is looked for: those that services repeat, which fit into the client's bundle;
 * reports and recordings take `encodedForms`, which are all
 */
export function createRedactor(
	secrets: readonly Secret[],
	formsOf: (text: string) => readonly (string | RegExp)[] = plainForms,
): Redact {
	const forms = secrets
		.filter(([text]) => text.length > 3)
		// The longest first: a secret may be a part of another one.
		.sort(([a], [b]) => b.length - a.length)
		.flatMap(([text, mask]) => formsOf(text).map((form) => [form, mask] as const));
	return (text) => forms.reduce((result, [form, mask]) => result.replaceAll(form, () => mask), text);
}

function plainForms(text: string): string[] {
	const encoded = encodeURIComponent(text.toWellFormed());
	// Deprecated, but the shortest way to write UTF-8 for `btoa`, and part of every runtime (ECMA-262, annex B.2.1.2).
	const base64 = btoa(unescape(encoded)).replace(/=+$/, "");
	const base64url = base64.replaceAll("+", "-").replaceAll("/", "_");
	return [text, encoded, encoded.replaceAll("%20", "+"), JSON.stringify(text).slice(1, -1), base64, base64url];
}
