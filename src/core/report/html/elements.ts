import { escapeXml } from "../../operation/escape-xml.ts";
import type { ViewRow } from "../report-view.ts";

/** A text that can be opened, under a label that says what is in it. `content` is HTML. */
export function printFold(label: string, content: string, isOpen = false): string {
	return `<details${isOpen ? " open" : ""}><summary>${escapeXml(label)}</summary>${content}</details>`;
}

export function printItems(items: readonly string[]): string {
	return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</ul>`;
}

export function printRow([term, text]: ViewRow): string {
	return `<dt>${escapeXml(term)}</dt><dd>${escapeXml(text)}</dd>`;
}

/** A word as the first of a label. */
export function capitalize(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A name in camel case, which may be broken before its capitals where it is wider than a phone. */
export function printName(name: string): string {
	return name
		.split(/(?<=[a-z0-9])(?=[A-Z])/)
		.map(escapeXml)
		.join("<wbr>");
}
