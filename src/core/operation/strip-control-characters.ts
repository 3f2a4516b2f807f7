/** Replaces control characters, so that foreign text of one line cannot drive a terminal. */
export function stripControlCharacters(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}
