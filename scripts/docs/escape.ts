const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Writes text for HTML between tags, where quotes mean nothing. */
export function escapeText(text: string): string {
	return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

/** Writes text for a quoted attribute of HTML. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Writes text for Markdown, so that it stays the text it is: in a paragraph, a cell or a heading. A brace before `%` or `$` would
 * begin a tag for some readers of Markdown, which know no backslash before it.
 */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/\s+/g, " ")
		.replace(/[\\`*_[\]<>|~&!#]/g, "\\$&")
		.replace(/\{(?=[%$])/g, "&#123;")
		.replace(/^(\s*)([-+=]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
			/\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
		);
}

/** Writes text as a code span of Markdown. In a table, even a code span has to escape the bar. */
export function codeSpan(text: string): string {
	const line = text.replace(/\s+/g, " ");
	const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	const padded = /^`|`$|^ .* $/.test(line) || line === "" ? ` ${line} ` : line;
	return `${fence}${padded}${fence}`;
}

/** Writes a fenced block of Markdown, with a fence longer than any in the text. */
export function fencedBlock(language: string, source: string): string {
	const longest = Math.max(2, ...(source.match(/`{3,}/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${source.replace(/\n$/, "")}\n${fence}`;
}

/** A heading as the name of an anchor. */
export function slugOf(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/^-|-$/g, "");
}
