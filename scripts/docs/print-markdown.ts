import type { InlineCode, RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { defaultHandlers, type Handle, type Options, toMarkdown } from "mdast-util-to-markdown";
import { type Resolve, resolveLinks } from "./links.ts";
import { type Box, code, type SourceNote, type Span } from "./nodes.ts";
import { isPlain, isPlainInLine } from "./read-markdown.ts";

/** Prints nodes as Markdown. Every text stays text, even for readers that know more of Markdown than GitHub does. */
export function nodesToMarkdown(nodes: readonly RootContent[], resolve: Resolve): string {
	return toMarkdown({ type: "root", children: resolveLinks(nodes, resolve) }, OPTIONS);
}

/**
 * To print a node, the beginning of the next one must be known. `peek` tells it; without it, the next node would be printed for
 * that, so that a node in phrases in phrases would be printed eight times.
 */
const withPeek = (print: Handle, peek: Handle): Handle => Object.assign(print, { peek });

/** Before `%` or `$`, a brace begins a tag of Markdoc, which knows no backslash: it is written as a reference. */
const printText: Handle = withPeek(
	(node: Text, _parent, state, info) =>
		isPlain(node.value) || (info.before !== "\n" && isPlainInLine(node.value))
			? node.value
			: state.safe(node.value, { ...info, encode: ["{"] }),
	// Letters and digits are never escaped.
	(node: Text, parent, state, info) => (/^[a-z0-9]/i.test(node.value) ? node.value : printText(node, parent, state, info)),
);

/** In a table, a bar needs a backslash even in code, and readers disagree about a backslash before that: such code is text. */
const printInlineCode: Handle = withPeek(
	(node: InlineCode, parent, state, info) => {
		if (!state.stack.includes("tableCell")) return defaultHandlers.inlineCode(node, parent, state);
		if (node.value.includes("\\|")) return state.safe(node.value, info);
		return defaultHandlers.inlineCode(node, parent, state).replaceAll("|", "\\|");
	},
	(node: InlineCode, parent, state, info) => (node.value.includes("|") ? printInlineCode(node, parent, state, info) : "`"),
);

const printBox: Handle = (node: Box, _parent, state, info) => state.containerFlow(node, info);

const printSpan: Handle = withPeek(
	(node: Span, _parent, state, info) => {
		const { lead = "" } = node;
		return lead + state.containerPhrasing(node, { ...info, before: lead.slice(-1) || info.before });
	},
	({ lead, ...node }: Span, _parent, state, info) =>
		lead || state.containerPhrasing({ ...node, children: node.children.slice(0, 1) }, info),
);

/** Numbers would be of use on one page alone: the names of the sources are in the text. */
const printSourceNote: Handle = withPeek(
	({ sources }: SourceNote, parent, state, info) => {
		const names = sources.map(({ name }) => state.handle(code(name), parent, state, info));
		return ` (source: ${names.join(", ")})`;
	},
	() => " ",
);

const OPTIONS: Options = {
	bullet: "-",
	resourceLink: true,
	// All cells count as equally wide, so that none is padded to the width of its column.
	extensions: [gfmToMarkdown({ stringLength: () => 3 })],
	unsafe: [
		{ character: "{", after: "[%$]", inConstruct: "phrasing" },
		{ character: ">", inConstruct: "phrasing" },
	],
	handlers: {
		text: printText,
		inlineCode: printInlineCode,
		box: printBox,
		span: printSpan,
		sourceNote: printSourceNote,
	},
};
