import type { Heading, RootContent } from "mdast";
import { plainText, slugOf } from "./read-markdown.ts";

/** A heading that the list of contents of its page names. */
export interface ContentsEntry {
	readonly id: string;
	readonly title: string;
	readonly depth: number;
}

/** Gives an anchor to each heading that has none. No two of a page are the same. */
export function withAnchors(content: readonly RootContent[]): RootContent[] {
	return addAnchors(content, new Set());
}

function addAnchors(nodes: readonly RootContent[], used: Set<string>): RootContent[] {
	return nodes.map((node) => {
		if (node.type === "box") return { ...node, children: addAnchors(node.children, used) };
		if (node.type !== "heading") return node;
		const id = unused(String(node.data?.hProperties?.id ?? slugOf(plainText(node))) || "section", used);
		used.add(id);
		return { ...node, data: { ...node.data, hProperties: { ...node.data?.hProperties, id } } };
	});
}

/** As GitHub does: a number is added. */
function unused(slug: string, used: ReadonlySet<string>): string {
	let id = slug;
	for (let number = 1; used.has(id); number++) id = `${slug}-${number}`;
	return id;
}

/** The sections of a page, and the parts of them; not what is inside of alternatives, of which one is shown. */
export function contentsOf(content: readonly RootContent[]): ContentsEntry[] {
	return content
		.filter((node): node is Heading => node.type === "heading" && (node.depth === 2 || node.depth === 3))
		.map((node) => ({ id: String(node.data?.hProperties?.id), title: plainText(node), depth: node.depth }));
}
