import type { PhrasingContent } from "mdast";
import { plainText, untrustedPhrase } from "./read-markdown.ts";

/** Prints Markdown of the description as text: code in backquotes, blocks as lines, everything else without its markup. */
export function lineOfText(markdown: string): string {
	return untrustedPhrase(markdown).map(textOfPhrase).join("").trim();
}

function textOfPhrase(node: PhrasingContent): string {
	if (node.type === "break") return "\n";
	if (node.type === "inlineCode") return `\`${node.value}\``;
	return "children" in node ? node.children.map((child) => textOfPhrase(child as PhrasingContent)).join("") : plainText(node);
}
