import type { PhrasingContent } from "mdast";
import { plainText, untrustedPhrase } from "./read-markdown.ts";

/** Prints Markdown of the description as text: code in backquotes, blocks as lines, everything else without its markup. */
export function lineOfText(markdown: string): string {
	return lineOfPhrase(untrustedPhrase(markdown)).trim();
}

/** Prints a phrase as text, in the same way. */
export function lineOfPhrase(phrase: readonly PhrasingContent[]): string {
	return phrase.map(textOfPhrase).join("");
}

function textOfPhrase(node: PhrasingContent): string {
	if (node.type === "break") return "\n";
	if (node.type === "inlineCode") return `\`${node.value}\``;
	return "children" in node ? node.children.map((child) => textOfPhrase(child as PhrasingContent)).join("") : plainText(node);
}
