/** What somebody else sends must not move the cursor of whoever looks at it. For text of one line. */
export function plain(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}
