import type { Options } from "minisearch";

/** The fields of the index. `exact` holds whole names, paths and codes, one on each line. */
export const SEARCH_FIELDS = ["exact", "name", "request", "text"] as const;

/** The values of an entry that are indexed. */
export type IndexedEntry = { readonly id: number } & Readonly<Record<(typeof SEARCH_FIELDS)[number], string>>;

/** Words that are in every text, and in questions. */
const STOP_WORDS = new Set(
	"a an and are as at be by can do for from how i if in is it of on or that the this to what when with".split(" "),
);

/** How texts are indexed, and so how queries are read. */
export const INDEX_OPTIONS: Options<IndexedEntry> = {
	fields: [...SEARCH_FIELDS],
	tokenize: (text, field) => (field === "exact" ? text.split("\n") : searchWords(text)),
	processTerm: (term, field) => (field === "exact" ? wholeTerm(term) : STOP_WORDS.has(term) ? null : stemOf(term)),
};

/** The singular of an English word, as far as its letters tell: a wrong one is wrong in texts and queries alike. */
export function stemOf(word: string): string {
	if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
	return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** A name, a path or a code as it is compared. */
export function wholeTerm(text: string): string {
	return text.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Splits a text into words in lower case. A word in camel case is found as a whole and by its parts. */
export function searchWords(text: string): string[] {
	const parts = text.split(NO_WORD).flatMap((word) => word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u));
	return [...new Set([...wholeWords(text), ...parts.map((part) => part.toLowerCase())])].filter(Boolean);
}

/** Splits a text into words in lower case. */
export function wholeWords(text: string): string[] {
	return text.toLowerCase().split(NO_WORD).filter(Boolean);
}

const NO_WORD = /[^\p{L}\p{N}]+/u;
