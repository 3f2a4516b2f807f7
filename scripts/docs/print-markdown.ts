import type { Block, Inline } from "./blocks.ts";
import { codeSpan, escapeMarkdown, fencedBlock } from "./escape.ts";
import { type LinkContext, resolveLink } from "./links.ts";
import { foreignToLine, foreignToMarkdown, ownToMarkdown } from "./markdown.ts";

/** Prints blocks as Markdown. Every text is escaped, and every link checked. */
export function printMarkdown(blocks: readonly Block[], context: LinkContext): string {
	return `${blocks.map((block) => printBlock(block, context)).join("\n\n")}\n`;
}

function printBlock(block: Block, context: LinkContext): string {
	const resolve = (to: string) => resolveLink(to, context);
	switch (block.kind) {
		case "heading":
			return `${"#".repeat(block.level)} ${escapeMarkdown(block.text)}`;
		case "paragraph":
			return printInlines(block.content, context);
		case "foreign":
			return foreignToMarkdown(block.markdown, resolve);
		case "own":
			return ownToMarkdown(block.markdown, resolve);
		case "warning":
			return [`**${escapeMarkdown(block.title)}**`, "", ...ownToMarkdown(block.markdown, resolve).split("\n")]
				.map((line) => `> ${line}`.trimEnd())
				.join("\n");
		case "list":
			return block.items.map((item) => `- ${printInlines(item, context)}`).join("\n");
		case "table": {
			const rows = block.rows.map((cells) => cells.map((cell) => cellOf(printInlines(cell, context))));
			const lines = [block.columns.map(escapeMarkdown), block.columns.map(() => "---"), ...rows];
			return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
		}
		case "code":
			return fencedBlock(block.language, block.source);
	}
}

/** Text has its bars escaped already; in code spans, readers of tables take a backslash away. */
function cellOf(markdown: string): string {
	return markdown.replace(/(?<!\\)\|/g, "\\|");
}

function printInlines(content: readonly Inline[], context: LinkContext): string {
	return content.map((inline) => printInline(inline, context)).join("");
}

function printInline(inline: Inline, context: LinkContext): string {
	switch (inline.kind) {
		case "text":
			// Spaces at the ends separate it from its neighbours.
			return inline.text.replace(/^(\s*)(.*?)(\s*)$/s, (_, before, words, after) => before + escapeMarkdown(words) + after);
		case "strong":
			return `**${escapeMarkdown(inline.text)}**`;
		case "code":
			return codeSpan(inline.text);
		case "foreign":
			return foreignToLine(inline.markdown, (to) => resolveLink(to, context));
		case "link": {
			const to = resolveLink(inline.to, context);
			return to === undefined ? escapeMarkdown(inline.text) : `[${escapeMarkdown(inline.text)}](${to})`;
		}
	}
}
