/**
 * What a page is made of. A page is written once, as blocks, and printed as HTML and as Markdown, so that both
 * always say the same.
 */
export type Block =
	| { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string; readonly id?: string }
	| { readonly kind: "paragraph"; readonly content: readonly Inline[] }
	/** Markdown of the description: shown without HTML, images, headings and links that run something. */
	| { readonly kind: "foreign"; readonly markdown: string }
	/** Markdown of our own pages. */
	| { readonly kind: "own"; readonly markdown: string }
	| { readonly kind: "warning"; readonly title: string; readonly markdown: string }
	| { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
	| Table
	| CodeBlock;

export interface Table {
	readonly kind: "table";
	/** What the table is of, for those who cannot see it. */
	readonly label: string;
	readonly columns: readonly string[];
	/** The first cell of a row names it. */
	readonly rows: readonly (readonly (readonly Inline[])[])[];
}

export interface CodeBlock {
	readonly kind: "code";
	/** The name of the language, as after the fence in Markdown. */
	readonly language: string;
	readonly source: string;
	/** Tells what the block shows, for programs: written as `data-*` attributes in HTML. */
	readonly data?: Readonly<Record<string, string>>;
}

export type Inline =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "code"; readonly text: string }
	| { readonly kind: "strong"; readonly text: string }
	| { readonly kind: "foreign"; readonly markdown: string }
	/** `to` is an address, or the path of a file of the site from its root. */
	| { readonly kind: "link"; readonly text: string; readonly to: string };

/** A page of the site. */
export interface Page {
	/** From the root of the site, without an extension. */
	readonly path: string;
	readonly title: string;
	/** One sentence, for search engines and the index of pages. */
	readonly summary: string;
	readonly blocks: readonly Block[];
}

export const text = (value: string): Inline => ({ kind: "text", text: value });
export const code = (value: string): Inline => ({ kind: "code", text: value });
export const strong = (value: string): Inline => ({ kind: "strong", text: value });
export const link = (label: string, to: string): Inline => ({ kind: "link", text: label, to });
export const foreign = (markdown: string): Inline => ({ kind: "foreign", markdown });

/** Puts the same text between the items of a list. */
export function joined(items: readonly (readonly Inline[])[], separator: string): Inline[] {
	return items.flatMap((item, index) => (index === 0 ? item : [text(separator), ...item]));
}
