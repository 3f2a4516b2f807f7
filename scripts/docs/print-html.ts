import type { Element, ElementContent, Properties } from "hast";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import type { Blockquote, Code, RootContent, Table } from "mdast";
import { type Handlers, toHast } from "mdast-util-to-hast";
import { type Resolve, resolveLinks, SCHEMES } from "./links.ts";

/** Prints nodes as HTML. Every text is escaped, and every element and attribute is one of those allowed. */
export function nodesToHtml(nodes: readonly RootContent[], resolve: Resolve): string {
	const tree = toHast({ type: "root", children: resolveLinks(nodes, resolve) }, { handlers: HANDLERS });
	return toHtml(sanitize(tree, ALLOWED), { characterReferences: { useNamedReferences: true } });
}

function htmlElement(tagName: string, properties: Properties, children: ElementContent[]): Element {
	return { type: "element", tagName, properties, children };
}

const HANDLERS: Handlers = {
	blockquote: (state, node: Blockquote) => state.applyData(node, htmlElement("blockquote", {}, state.all(node))),
	code(state, node: Code) {
		const properties = node.lang ? { className: [`language-${node.lang}`] } : {};
		const code = state.applyData(node, htmlElement("code", properties, [{ type: "text", value: node.value }]));
		// Code that is too wide scrolls, and the keyboard must reach what scrolls.
		return htmlElement("pre", { tabIndex: 0 }, [code]);
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
		const ariaLabel = (label ?? "Table").replace(/[<>]/g, "");
		const region = { className: ["scroll"], role: "region", ariaLabel, tabIndex: 0 };
		return htmlElement("div", region, [htmlElement("table", {}, parts)]);
	},
};

const TAGS = "h1 h2 h3 h4 h5 h6 p br hr strong em del a code pre ul ol li blockquote aside div table thead tbody tr th td";

/** What a page may hold, whatever the handlers make of it. */
const ALLOWED: Schema = {
	tagNames: TAGS.split(" "),
	attributes: {
		"*": ["id", "tabIndex", "ariaLabel"],
		a: ["href", "rel"],
		aside: ["className"],
		code: ["className", "data*"],
		div: ["className", "role"],
		ol: ["start"],
		th: ["scope"],
	},
	protocols: { href: SCHEMES },
	// Any other element leaves its text behind.
	strip: [],
	// The ids are ours.
	clobber: [],
};
