import type { AsPlainObject } from "minisearch";

/** What is searched, as a script of the site hands it to another. */
export interface SearchData {
	readonly pages: readonly SearchedPage[];
	readonly entries: readonly SearchEntry[];
	/** The index of the entries, by their positions. */
	readonly index: AsPlainObject;
}

export interface SearchedPage {
	/** From the root of the site, with its extension. */
	readonly path: string;
	readonly title: string;
	/** What kind of page it is. */
	readonly kind: string;
	/** Method and path of an operation. */
	readonly request?: string;
	/** Is shown after others that match as well. */
	readonly isDeprecated?: true;
}

/** A part of a page that can be found: the page itself, a section, a parameter, a field, a member, the values of an error. */
export interface SearchEntry {
	/** The position of its page. */
	readonly page: number;
	readonly name: string;
	/** Where on the page it is. */
	readonly place: string;
	/** The anchor on the page; empty for its beginning. */
	readonly anchor: string;
	readonly text: string;
	/** What its matches count, beside 1 for those of a parameter. */
	readonly weight: number;
}

/** Pages with what matches in them, the best first. */
export type SearchSite = (query: string) => readonly SearchResult[];

export interface SearchResult {
	readonly page: SearchedPage;
	readonly hits: readonly SearchEntry[];
	/** What to mark in the texts, in lower case. */
	readonly terms: readonly string[];
}
