/** A text without the mark that some editors write before it. */
export function stripByteOrderMark(text: string): string {
	return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
