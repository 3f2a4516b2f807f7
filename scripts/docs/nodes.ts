import type {
	Blockquote,
	Code,
	Heading,
	InlineCode,
	Link,
	List,
	Paragraph,
	PhrasingContent,
	RootContent,
	Strong,
	Table,
	TableRow,
	Text,
} from "mdast";

declare module "mdast" {
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
