import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Phrase } from "./nodes.ts";

/** What is text on every page: constructs of Markdown that the printers do not know, or that load something. */
const NEVER =
	"htmlFlow htmlText labelStartImage tasklistCheck gfmFootnoteCall gfmFootnoteDefinition gfmPotentialFootnoteCall".split(" ");
/** What is text, too, if others wrote it: constructs that change the page around them. */
const UNTRUSTED = ["headingAtx", "setextUnderline", "thematicBreak", "definition", "table"];

const without = (constructs: string[]): Options => ({
	extensions: [gfm(), { disable: { null: constructs } }],
	mdastExtensions: [gfmFromMarkdown()],
});
const FOR_TRUSTED = without(NEVER);
const FOR_UNTRUSTED = without([...NEVER, ...UNTRUSTED]);

/**
 * Reads Markdown of the project, which is also read where its files are. Its headings get the anchors of GitHub. A link leads
 * where its title says, if it has one; a link to a file of `public/` to its copy; of a link out of the folder of the texts, its
 * text remains.
 */
export function trusted(markdown: string): RootContent[] {
	const known = alreadyTrusted.get(markdown);
	if (known !== undefined) return known;
	const { children } = fromMarkdown(markdown, FOR_TRUSTED);
	for (const node of children) {
		if (node.type === "heading") node.data = { hProperties: { id: slugOf(plainText(node)) } };
	}
	const nodes = onSite(children);
	alreadyTrusted.set(markdown, nodes);
	return nodes;
}

/** Links are checked before pages are made, and each guide is named on every page. */
const alreadyTrusted = new Map<string, RootContent[]>();

function onSite(nodes: readonly RootContent[]): RootContent[] {
	return nodes.flatMap((node): RootContent[] => {
		if ("children" in node) node.children = onSite(node.children as RootContent[]) as typeof node.children;
		if (node.type !== "link" && node.type !== "definition") return [node];
		if (node.type === "link" && !node.title && node.url.startsWith("../")) return node.children;
		return [{ ...node, url: node.title ?? node.url.replace(/^public\//, ""), title: null }];
	});
}

/** A line that begins with a letter and holds no character of Markdown's syntax. */
const PLAIN_LINE = /^[a-z](?:[a-z0-9 ,.;:()'’%/-]*[a-z0-9,.;:()'’%/-])?$/i;
/** What GitHub's Markdown makes a link without syntax. */
const AUTOLINK = /www\.|:\/\//i;

/** Whether the parser and the printer of Markdown leave a text as it is. Skipping both halves the time of a build. */
export function isPlain(text: string): boolean {
	return PLAIN_LINE.test(text) && !AUTOLINK.test(text);
}

const PLAIN_PART = /^[a-z0-9 ,.;:()'’%/-]*$/i;

/** The same for a text that does not begin a line, where more characters have no meaning. */
export function isPlainInLine(text: string): boolean {
	return PLAIN_PART.test(text) && !AUTOLINK.test(text);
}

/** Reads Markdown of the description, which can do nothing to the page around it. */
export function untrusted(markdown: string): RootContent[] {
	const plain = markdown.trimEnd();
	if (isPlain(plain)) return [{ type: "paragraph", children: [{ type: "text", value: plain }] }];
	const known = alreadyRead.get(markdown);
	if (known !== undefined) return known;
	const root = fromMarkdown(markdown, FOR_UNTRUSTED);
	mark(root);
	alreadyRead.set(markdown, root.children);
	return root.children;
}

/** Most components are shown on many pages: reading each once halves the time of a build. */
const alreadyRead = new Map<string, RootContent[]>();

/** The same for a cell or a list item: blocks become lines. */
export function untrustedPhrase(markdown: string): Phrase {
	const lines = untrusted(markdown).flatMap(phrasingLines);
	return lines.flatMap((line, index) => (index === 0 ? line : [{ type: "break" }, ...line]));
}

function mark(node: Nodes): void {
	if (node.type === "link") node.data = { untrusted: true };
	// A line break within a paragraph would end the row of a table.
	if (node.type === "text" || node.type === "inlineCode") node.value = node.value.replace(/\s*\n\s*/g, " ");
	if ("children" in node) for (const child of node.children) mark(child);
}

function phrasingLines(node: RootContent): PhrasingContent[][] {
	if (node.type === "paragraph") return [node.children];
	if (node.type === "code") return [[{ type: "inlineCode", value: node.value.replace(/\s+/g, " ") }]];
	return "children" in node ? (node.children as RootContent[]).flatMap(phrasingLines) : [];
}

/** The text of a node without its markup. */
export function plainText(node: Nodes): string {
	if ("value" in node) return node.value;
	return "children" in node ? node.children.map(plainText).join("") : "";
}

/** The anchor that GitHub gives to a heading. */
export function slugOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
		.replaceAll(" ", "-");
}
