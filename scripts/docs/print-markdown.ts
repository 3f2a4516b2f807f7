import type { InlineCode, RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { defaultHandlers, type Handle, type Options, toMarkdown } from "mdast-util-to-markdown";
import { type Resolve, resolveLinks } from "./links.ts";
import { isPlain } from "./read-markdown.ts";

/** Prints nodes as Markdown. Every text stays text, even for readers that know more of Markdown than GitHub does. */
export function nodesToMarkdown(nodes: readonly RootContent[], resolve: Resolve): string {
	return toMarkdown({ type: "root", children: resolveLinks(nodes, resolve) }, OPTIONS);
}

/** Before `%` or `$`, a brace begins a tag of Markdoc, which knows no backslash: it is written as a reference. */
const printText: Handle = (node: Text, _parent, state, info) =>
	isPlain(node.value) ? node.value : state.safe(node.value, { ...info, encode: ["{"] });

/** In a table, a bar needs a backslash even in code, and readers disagree about a backslash before that: such code is text. */
const printInlineCode: Handle = (node: InlineCode, parent, state, info) => {
	if (!state.stack.includes("tableCell")) return defaultHandlers.inlineCode(node, parent, state);
	if (node.value.includes("\\|")) return state.safe(node.value, info);
	return defaultHandlers.inlineCode(node, parent, state).replaceAll("|", "\\|");
};

const OPTIONS: Options = {
	bullet: "-",
	resourceLink: true,
	// All cells count as equally wide, so that none is padded to the width of its column.
	extensions: [gfmToMarkdown({ stringLength: () => 3 })],
	unsafe: [
		{ character: "{", after: "[%$]", inConstruct: "phrasing" },
		{ character: ">", inConstruct: "phrasing" },
	],
	handlers: { text: printText, inlineCode: printInlineCode },
};
