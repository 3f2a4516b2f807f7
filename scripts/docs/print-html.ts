import type { Element, ElementContent, Properties, Text } from "hast";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import type { Blockquote, Code, Heading, InlineCode, RootContent, Table } from "mdast";
import { type Handlers, toHast } from "mdast-util-to-hast";
import { footnoteId } from "./citations.ts";
import { highlightCode } from "./highlight.ts";
import { type Resolve, resolveLinks, SCHEMES } from "./links.ts";
import type { SourceNote } from "./nodes.ts";
import { plainText } from "./read-markdown.ts";

/** Prints nodes as HTML. Every text is escaped, and every element and attribute is one of those allowed. */
export function nodesToHtml(nodes: readonly RootContent[], resolve: Resolve): string {
	const tree = toHast({ type: "root", children: resolveLinks(nodes, resolve) }, { handlers: HANDLERS });
	return toHtml(sanitize(tree, ALLOWED), { characterReferences: { useNamedReferences: true } });
}

function htmlElement(tagName: string, properties: Properties, children: ElementContent[]): Element {
	return { type: "element", tagName, properties, children };
}

const plainNode = (value: string): Text => ({ type: "text", value });

/** The link that a heading shows to itself. Its sign is in the style, because it is no part of the title. */
function anchorTo(id: string, title: string): Element {
	return htmlElement("a", { className: ["anchor"], href: `#${id}`, ariaLabel: `Link to ${title.replace(/[<>]/g, "")}` }, []);
}

/** An address may break after each slash, and a short one not at all. */
function breakable(value: string): ElementContent[] {
	if (!/^\S*\/\S{30,}$|^\S{30,}\/\S*$/.test(value)) return [plainNode(value)];
	const parts = value.split(/(?<=[^/]\/)(?!\/)/);
	return parts.flatMap((part, index) => (index === 0 ? [plainNode(part)] : [htmlElement("wbr", {}, []), plainNode(part)]));
}

/** The name of a table that has none of its own. */
function columnNames({ children: [head] }: Table): string {
	return head?.children.map(plainText).join(", ").trim() || "Table";
}

const HANDLERS: Handlers = {
	blockquote: (state, node: Blockquote) => state.applyData(node, htmlElement("blockquote", {}, state.all(node))),
	code(state, node: Code) {
		const properties = node.lang ? { className: [`language-${node.lang}`] } : {};
		const code = state.applyData(node, htmlElement("code", properties, highlightCode(node.lang ?? "", node.value)));
		// Code that is too wide scrolls, and the keyboard must reach what scrolls.
		return htmlElement("div", { className: ["code"] }, [htmlElement("pre", { tabIndex: 0 }, [code])]);
	},
	heading(state, node: Heading) {
		const { id } = node.data?.hProperties ?? {};
		const children = state.all(node);
		if (node.depth > 1 && id !== undefined) children.push(anchorTo(String(id), plainText(node)));
		return state.applyData(node, htmlElement(`h${node.depth}`, {}, children));
	},
	inlineCode(state, node: InlineCode) {
		return state.applyData(node, htmlElement("code", {}, breakable(node.value)));
	},
	sourceNote(_state, { sources }: SourceNote) {
		const links = sources.map(({ number }) =>
			htmlElement("a", { href: `#${footnoteId(number)}`, ariaLabel: `Source ${number}` }, [plainNode(String(number))]),
		);
		return htmlElement(
			"sup",
			{},
			links.flatMap((link, index) => (index === 0 ? [link] : [plainNode(" "), link])),
		);
	},
	table(state, node: Table) {
		const label = node.data?.label;
		const [head = [], ...body] = node.children.map(({ children }) => children.map((cell) => state.all(cell)));
		const columns = head.map((cell) => htmlElement("th", { scope: "col" }, cell));
		const rows = body.map((cells) => {
			const printed = cells.map((cell, index) =>
				index === 0 && label !== undefined ? htmlElement("th", { scope: "row" }, cell) : htmlElement("td", {}, cell),
			);
			return htmlElement("tr", {}, printed);
		});
		const parts = [htmlElement("thead", {}, [htmlElement("tr", {}, columns)]), htmlElement("tbody", {}, state.wrap(rows, true))];
		// So does a table. Angle brackets may stand in an attribute, but simple tools take them for those of a tag.
		const ariaLabel = (label ?? columnNames(node)).replace(/[<>]/g, "");
		const region = { className: ["scroll"], role: "region", ariaLabel, tabIndex: 0 };
		return htmlElement("div", region, [htmlElement("table", {}, parts)]);
	},
};

const TAGS =
	"h1 h2 h3 h4 h5 h6 p br wbr hr strong em del sup span a code pre ul ol li dl dt dd blockquote aside div table thead tbody tr th td";

/** What a page may hold, whatever the handlers make of it. */
const ALLOWED: Schema = {
	tagNames: TAGS.split(" "),
	attributes: {
		"*": ["id", "tabIndex", "ariaLabel"],
		a: ["href", "rel", "className"],
		aside: ["className"],
		code: ["className", "data*"],
		div: ["className", "role"],
		dl: ["className"],
		ol: ["start"],
		span: ["className"],
		th: ["scope"],
	},
	protocols: { href: SCHEMES },
	// Any other element leaves its text behind.
	strip: [],
	// The ids are ours.
	clobber: [],
};
