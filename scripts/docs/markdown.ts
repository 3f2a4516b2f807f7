import MarkdownIt, { type Token } from "markdown-it";
import { codeSpan, escapeHtml, escapeMarkdown, escapeText, fencedBlock, slugOf } from "./escape.ts";

/** Resolves the target of a link; undefined where none is to be made. */
export type Resolve = (to: string) => string | undefined;

/**
 * For text that somebody else wrote. Whatever could change the page around it, load something or run something is no
 * Markdown here, but text: HTML, images, headings, rules, tables, link definitions.
 */
const foreign = new MarkdownIt("commonmark", { html: false }).disable([
	"heading",
	"lheading",
	"hr",
	"html_block",
	"html_inline",
	"image",
	"reference",
]);

/** For the pages of the project itself. */
const own = new MarkdownIt("default", { html: false, linkify: false });
// A table that is wider than a phone scrolls, and what scrolls must be in reach of the keyboard.
own.renderer.rules.table_open = () => '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>';
own.renderer.rules.table_close = () => "</table></div>";
own.renderer.rules.heading_open = (tokens, index) => {
	const tag = tokens[index]?.tag ?? "h2";
	return `<${tag} id="${escapeHtml(slugOf(tokens[index + 1]?.content ?? ""))}">`;
};
// The like holds for code.
for (const { renderer } of [own, foreign]) {
	renderer.rules.fence = renderer.rules.code_block = (tokens, index) =>
		`<pre tabindex="0"><code>${escapeText(tokens[index]?.content ?? "")}</code></pre>`;
}

/** Prints Markdown of the description as HTML. */
export function foreignToHtml(markdown: string, resolve: Resolve): string {
	const tokens = foreign.parse(markdown, {});
	for (const token of tokens) if (token.children) token.children = withLinks(token.children, resolve);
	const [first, inline, last] = tokens;
	// One paragraph needs no tags of its own where it stands in a cell.
	if (tokens.length === 3 && first?.type === "paragraph_open" && inline?.children && last?.type === "paragraph_close")
		return foreign.renderer.renderInline(inline.children, foreign.options, {});
	return foreign.renderer.render(tokens, foreign.options, {}).trim();
}

/** Prints Markdown of ours as HTML. @throws {Error} naming a link that leads nowhere. */
export function ownToHtml(markdown: string, resolve: Resolve): string {
	const tokens = own.parse(markdown, {});
	const sure = sureOf(resolve);
	for (const token of tokens) if (token.children) token.children = withLinks(token.children, sure);
	return own.renderer.render(tokens, own.options, {}).trim();
}

/** Prints Markdown of ours as Markdown, with its links resolved. */
export function ownToMarkdown(markdown: string, resolve: Resolve): string {
	const sure = sureOf(resolve);
	return markdown.trim().replace(/(\]\()([^)\s]+)(\))/g, (_, open, to: string, close) => `${open}${sure(to)}${close}`);
}

function sureOf(resolve: Resolve): (to: string) => string {
	return (to) => {
		const resolved = resolve(to);
		if (resolved === undefined) throw new Error(`expected a link to a page or an operation of the site, got ${to}`);
		return resolved;
	};
}

/** Links that must not be made leave their text behind. */
function withLinks(tokens: readonly Token[], resolve: Resolve): Token[] {
	const open: (string | undefined)[] = [];
	return tokens.filter((token) => {
		if (token.type === "link_close") {
			const href = open.pop();
			if (href !== undefined) token.meta = { href };
			return href !== undefined;
		}
		if (token.type !== "link_open") return true;
		const to = resolve(decode(String(token.attrGet("href") ?? "")));
		open.push(to);
		if (to === undefined) return false;
		token.attrs = [["href", to]];
		if (/^\w+:/.test(to)) token.attrSet("rel", "noopener noreferrer");
		return true;
	});
}

function decode(href: string): string {
	try {
		return decodeURI(href);
	} catch {
		return href;
	}
}

/**
 * Prints Markdown of the description as Markdown that means the same and nothing else, for readers that know more of
 * Markdown than is allowed here.
 */
export function foreignToMarkdown(markdown: string, resolve: Resolve): string {
	return printBlocks(foreign.parse(markdown, {}), resolve).trim();
}

/** The same in one line, for cells of tables and items of lists. */
export function foreignToLine(markdown: string, resolve: Resolve): string {
	const lines = foreign.parse(markdown, {}).flatMap((token) => {
		if (token.type === "inline") return [printInline(token.children ?? [], resolve)];
		return token.type === "fence" || token.type === "code_block" ? [codeSpan(token.content.trim())] : [];
	});
	return lines.join(" ");
}

function printBlocks(tokens: readonly Token[], resolve: Resolve): string {
	let indent = "";
	let marker = "";
	const lists: { ordered: boolean; number: number }[] = [];
	const blocks: string[] = [];
	const print = (block: string) => {
		const lines = block
			.split("\n")
			.map((line, index) => (index === 0 ? indent.slice(marker.length) + marker + line : indent + line));
		blocks.push(lines.join("\n"));
		marker = "";
	};
	for (const token of tokens) {
		const list = lists.at(-1);
		if (token.type === "inline") print(printInline(token.children ?? [], resolve));
		else if (token.type === "fence" || token.type === "code_block") print(fencedBlock("", token.content));
		else if (token.type === "blockquote_open") indent += "> ";
		else if (token.type === "blockquote_close") indent = indent.slice(0, -2);
		else if (token.type === "bullet_list_open") lists.push({ ordered: false, number: 0 });
		else if (token.type === "ordered_list_open") lists.push({ ordered: true, number: 0 });
		else if (token.type.endsWith("_list_close")) lists.pop();
		else if (token.type === "list_item_open" && list) {
			marker = list.ordered ? `${++list.number}. ` : "- ";
			indent += " ".repeat(marker.length);
		} else if (token.type === "list_item_close" && list) {
			indent = indent.slice(0, -(list.ordered ? `${list.number}. ` : "- ").length);
			marker = "";
		}
	}
	return blocks.join("\n\n");
}

function printInline(tokens: readonly Token[], resolve: Resolve): string {
	const printed = withLinks(tokens, resolve).map((token) => INLINE[token.type]?.(token) ?? "");
	return printed.join("").trim();
}

const INLINE: Readonly<Record<string, (token: Token) => string>> = {
	text: ({ content }) => escapeMarkdown(content),
	text_special: ({ content }) => escapeMarkdown(content),
	code_inline: ({ content }) => codeSpan(content),
	softbreak: () => " ",
	hardbreak: () => " ",
	strong_open: () => "**",
	strong_close: () => "**",
	em_open: () => "*",
	em_close: () => "*",
	link_open: () => "[",
	link_close: ({ meta }) =>
		`](${encodeURI(decode(String(meta?.href ?? ""))).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"))})`,
};
