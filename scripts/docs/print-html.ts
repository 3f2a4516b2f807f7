import type { Block, CodeBlock, Inline, Table } from "./blocks.ts";
import { escapeHtml, escapeText } from "./escape.ts";
import { type LinkContext, resolveLink } from "./links.ts";
import { foreignToHtml, ownToHtml } from "./markdown.ts";

/** Prints blocks as HTML. Every text is escaped, and every link checked. */
export function printHtml(blocks: readonly Block[], context: LinkContext): string {
	return blocks.map((block) => printBlock(block, context)).join("\n");
}

function printBlock(block: Block, context: LinkContext): string {
	const resolve = (to: string) => resolveLink(to, context);
	switch (block.kind) {
		case "heading":
			return `<h${block.level}${block.id ? ` id="${escapeHtml(block.id)}"` : ""}>${escapeText(block.text)}</h${block.level}>`;
		case "paragraph":
			return `<p>${printInlines(block.content, context)}</p>`;
		case "foreign":
			return `<div>${foreignToHtml(block.markdown, resolve)}</div>`;
		case "own":
			return ownToHtml(block.markdown, resolve);
		case "warning":
			return `<aside class="warning" aria-label="${escapeHtml(block.title)}"><p><strong>${escapeText(block.title)}</strong></p>${ownToHtml(block.markdown, resolve)}</aside>`;
		case "list":
			return `<ul>${block.items.map((item) => `<li>${printInlines(item, context)}</li>`).join("")}</ul>`;
		case "table":
			return printTable(block, context);
		case "code":
			return printCode(block);
	}
}

/** A table that is wider than a phone scrolls, and what scrolls must be in reach of the keyboard. */
function printTable({ label, columns, rows }: Table, context: LinkContext): string {
	const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join("");
	const body = rows.map((cells) => {
		const [first = [], ...rest] = cells.map((cell) => printInlines(cell, context));
		return `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
	});
	return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
}

function printCode({ language, source, data = {} }: CodeBlock): string {
	const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
	return `<pre tabindex="0"><code class="language-${escapeHtml(language)}"${attributes.join("")}>${escapeText(source)}</code></pre>`;
}

function printInlines(content: readonly Inline[], context: LinkContext): string {
	return content.map((inline) => printInline(inline, context)).join("");
}

function printInline(inline: Inline, context: LinkContext): string {
	switch (inline.kind) {
		case "text":
			return escapeText(inline.text);
		case "strong":
			return `<strong>${escapeText(inline.text)}</strong>`;
		case "code":
			return `<code>${escapeText(inline.text)}</code>`;
		case "foreign":
			return foreignToHtml(inline.markdown, (to) => resolveLink(to, context));
		case "link": {
			const to = resolveLink(inline.to, context);
			return to === undefined ? escapeText(inline.text) : `<a href="${escapeHtml(to)}">${escapeText(inline.text)}</a>`;
		}
	}
}
