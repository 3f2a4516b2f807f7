/** Replaces every secret in a text. */
export type Redact = (text: string) => string;

/** A text that must not be printed, and what is printed in its place. */
export type Secret = readonly [text: string, mask: string];

/** A secret that is shorter is ignored: it occurs everywhere. */
const MIN_LENGTH = 4;

/**
 * Creates the function that replaces secrets in a text.
 *
 * @param secrets those shorter than 4 characters are ignored
 * @param formsOf the encodings in which a secret is looked for: those that services repeat; reports and recordings take
 * `encodedForms`, which are all, but too slow for texts of any length
 */
export function createRedactor(
	secrets: readonly Secret[],
	formsOf: (text: string) => readonly (string | RegExp)[] = plainForms,
): Redact {
	const forms = secrets
		.filter(([text]) => text.length >= MIN_LENGTH)
		// The longest first: a secret may be a part of another one.
		.sort(([a], [b]) => b.length - a.length)
		.flatMap(([text, mask]) => formsOf(text).map((form) => [form, mask] as const));
	return (text) => forms.reduce((result, [form, mask]) => result.replaceAll(form, () => mask), text);
}

/**
 * Creates a redactor for single messages: one that has a secret in it in any other mixture of escapes is replaced as a whole.
 */
export function createMessageRedactor(secrets: readonly Secret[]): Redact {
	const redact = createRedactor(secrets);
	return (text) => {
		const redacted = redact(text);
		const unescaped = undoEscapes(redacted);
		if (unescaped === redacted) return redacted;
		const isIn = (form: string) => form.length >= MIN_LENGTH && unescaped.includes(form);
		return secrets.find(([secret]) => plainForms(secret).map(undoEscapes).some(isIn))?.[1] ?? redacted;
	};
}

/** Undoes the escapes of URLs, forms and JSON, also one in another. Texts that differ by nothing else become equal. */
function undoEscapes(text: string): string {
	const characters = text.replace(/(?:\\|%(?:25)*5c)+u([\da-f]{4})/gi, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
	const bytes = undoPercents(bytesOf(encodeURIComponent(characters.toWellFormed())));
	// JSON writes a line feed as `\n`. Without the backslash it is the letter n, as is an escape that the text had before: both
	// become equal.
	return JSON.stringify(bytes).replace(/\\+/g, "").slice(1, -1).replaceAll("+", " ");
}

/** Decodes until nothing changes: a secret may itself contain `%41`, and an encoded copy of it has to become the same text. */
function undoPercents(bytes: string): string {
	const undone = bytesOf(bytes.replace(/%(?:25)+/g, "%"));
	return undone === bytes ? bytes : undoPercents(undone);
}

/** The UTF-8 of a percent-encoded text. `unescape` is deprecated, but part of every runtime (ECMA-262, annex B.2.1.2). */
const bytesOf = (encoded: string) => unescape(encoded);

function plainForms(text: string): string[] {
	const encoded = encodeURIComponent(text.toWellFormed());
	const base64 = btoa(bytesOf(encoded)).replace(/=+$/, "");
	const base64url = base64.replaceAll("+", "-").replaceAll("/", "_");
	return [text, encoded, encoded.replaceAll("%20", "+"), JSON.stringify(text).slice(1, -1), base64, base64url];
}
