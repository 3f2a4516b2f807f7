import { toHtml } from "hast-util-to-html";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { gfm } from "micromark-extension-gfm";

/** Renders Markdown as the most permissive readers do: with HTML, tables, links of every scheme and bare addresses as links. */
export function renderPermissively(markdown: string): string {
	const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
	const options = { allowDangerousHtml: true };
	return toHtml(toHast(tree, options), { ...options, characterReferences: { useNamedReferences: true } });
}
