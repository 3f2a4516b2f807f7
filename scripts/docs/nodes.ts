import type { Properties } from "hast";
import type {
	Blockquote,
	Code,
	Heading,
	InlineCode,
	Link,
	List,
	ListItem,
	Node,
	Paragraph,
	Parent,
	PhrasingContent,
	RootContent,
	Strong,
	Table,
	TableRow,
	Text,
} from "mdast";

/** What groups blocks on the page: an element in HTML, and only its content in Markdown. */
export interface Box extends Parent {
	type: "box";
	children: RootContent[];
}

/** What marks a phrase on the page: an element in HTML, and only its content in Markdown. */
export interface Span extends Parent {
	type: "span";
	/** The text before it where layout cannot set it apart, in Markdown. */
	lead?: string;
	children: PhrasingContent[];
}

/** Where a fact comes from: footnotes in HTML, names in Markdown. */
export interface SourceNote extends Node {
	type: "sourceNote";
	sources: readonly { readonly name: string; readonly number: number }[];
}

declare module "mdast" {
	interface RootContentMap {
		box: Box;
		span: Span;
		sourceNote: SourceNote;
	}
	interface PhrasingContentMap {
		span: Span;
		sourceNote: SourceNote;
	}
	interface BlockContentMap {
		box: Box;
	}
	interface TableData {
		/** The name of the table for assistive technology. The first cell of each row of a named table names the row. */
		label?: string;
	}
	interface LinkData {
		/** From text that others wrote: a target that is not allowed is not an error. */
		untrusted?: boolean;
	}
}

/** A page of the site. It is written once, as nodes, and printed as HTML and as Markdown, so that both say the same. */
export interface Page {
	/** From the root of the site, without an extension. */
	readonly path: string;
	readonly title: string;
	/** One sentence, for search engines and the index of pages. */
	readonly summary: string;
	readonly content: readonly RootContent[];
	/** The file of the project that it is made from. */
	readonly file?: string;
}

/** The content of a cell or a list item. */
export type Phrase = PhrasingContent[];

export const text = (value: string): Text => ({ type: "text", value: value.replace(/\s+/g, " ") });
export const code = (value: string): InlineCode => ({ type: "inlineCode", value: value.replace(/\s+/g, " ") });
export const strong = (value: string): Strong => ({ type: "strong", children: [text(value)] });
/** @param to an address, a path from the root of the site, or `operation:ID` */
export const link = (label: string, to: string): Link => ({ type: "link", url: to, children: [text(label)] });
export const paragraph = (...children: Phrase): Paragraph => ({ type: "paragraph", children });

export function heading(depth: Heading["depth"], title: string, id?: string): Heading {
	return { type: "heading", depth, children: [text(title)], ...(id !== undefined && { data: { hProperties: { id } } }) };
}

export function bulletList(items: readonly Phrase[]): List {
	const children = items.map((item) => ({ type: "listItem" as const, children: [paragraph(...item)] }));
	return { type: "list", spread: false, children };
}

/** An element of HTML around blocks. */
export function box(tagName: string, properties: Properties, children: readonly RootContent[]): Box {
	return { type: "box", data: { hName: tagName, hProperties: properties }, children: [...children] };
}

/**
 * An element of HTML around a phrase.
 *
 * @param lead the text before it in Markdown
 */
export function span(tagName: string, properties: Properties, children: Phrase, lead = ""): Span {
	return { type: "span", data: { hName: tagName, hProperties: properties }, children, ...(lead !== "" && { lead }) };
}

/** What a list defines. The names of classes are for the style. */
export interface Definition {
	readonly term: Phrase;
	readonly meaning: Phrase;
	readonly className?: string;
}

/** A list of terms and their meanings. */
export function definitionList(entries: readonly Definition[], className = "values"): List {
	const children = entries.map(({ term, meaning, className: own }): ListItem => {
		const data = { hName: "div", hProperties: own === undefined ? {} : { className: [own] } };
		return {
			type: "listItem",
			data,
			children: [paragraph(span("dt", {}, term), span("dd", {}, meaning, meaning.length > 0 ? ": " : ""))],
		};
	});
	return { type: "list", spread: false, data: { hName: "dl", hProperties: { className: [className] } }, children };
}

/** Alternatives, each below its heading; a script shows one at a time. A single one is shown as it is. */
export function alternatives(className: string, panels: readonly (readonly RootContent[])[]): RootContent[] {
	if (panels.length < 2) return panels.flat();
	const children = panels.map((panel) => box("div", { className: ["panel"] }, panel));
	return [box("div", { className: ["tabs", className] }, children)];
}

/** @param label the name of the table for assistive technology */
export function namedTable(label: string, columns: readonly string[], rows: readonly (readonly Phrase[])[]): Table {
	const rowOf = (cells: readonly Phrase[]): TableRow => ({
		type: "tableRow",
		children: cells.map((children) => ({ type: "tableCell", children })),
	});
	return { type: "table", data: { label }, children: [columns.map((column) => [text(column)]), ...rows].map(rowOf) };
}

/**
 * @param data says what the block shows, for programs: written to the `data-*` attributes of the HTML, percent-encoded, so
 * that naive readers of HTML see no tag in them
 */
export function codeBlock(language: string, source: string, data: Readonly<Record<`data${string}`, string>> = {}): Code {
	const encoded = Object.entries(data).map(([name, value]) => [name, encodeURIComponent(value)]);
	return { type: "code", lang: language, value: source, data: { hProperties: Object.fromEntries(encoded) } };
}

export function warning(title: string, content: readonly RootContent[]): Blockquote {
	return {
		type: "blockquote",
		// Trusted Markdown has no footnote definitions, the only other content of a page that a quote cannot hold.
		children: [paragraph(strong(title)), ...(content as Blockquote["children"])],
		data: { hName: "aside", hProperties: { className: ["warning"], ariaLabel: title } },
	};
}

/** Puts a text between the phrases. */
export function joinPhrases(phrases: readonly Phrase[], separator: string): Phrase {
	return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [text(separator), ...phrase]));
}
