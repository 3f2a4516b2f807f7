import MiniSearch, { type SearchResult as Match, type Query } from "minisearch";
import { findByTemplate } from "../../../src/core/operation/path-template.ts";
import type { SearchData, SearchEntry, SearchResult, SearchSite } from "./search-data.ts";
import { INDEX_OPTIONS, type IndexedEntry, searchWords, wholeTerm, wholeWords } from "./search-terms.ts";

/** How many pages a search shows, and how many parts of each. */
const MAX_RESULT_PAGES = 8;
const MAX_HITS = 4;
/** What matches on the page of a deprecated operation count. */
const DEPRECATED = 0.8;

/** Makes the function that searches an index. */
export function createSearch({ pages, entries, index }: SearchData): SearchSite {
	const engine = MiniSearch.loadJS<IndexedEntry>(index, INDEX_OPTIONS);
	const paths = pages.flatMap(({ request }) => request?.split(" ").slice(1) ?? []);
	const weightOf = ({ page, weight }: SearchEntry) => weight * (pages[page]?.isDeprecated ? DEPRECATED : 1);
	const matchesOf = (query: string, leniency: Leniency) =>
		engine.search(queryFor(query, paths, leniency), {
			boostDocument: (id: number) => weightOf(entries[id] as SearchEntry),
		});
	return (query) => {
		if (wholeTerm(query) === "") return [];
		for (const leniency of LENIENCIES) {
			const matches = matchesOf(query, leniency);
			if (matches.length > 0) return groupByPage(matches, { pages, entries });
		}
		return [];
	};
}

/** Which words may match: all of them, or misspelt ones, too, or only some of them, or parts of them. */
interface Leniency {
	readonly combineWith: "AND" | "OR";
	readonly isFuzzy: boolean;
	readonly wordsIn: (query: string) => string[];
}

const LENIENCIES: readonly Leniency[] = [
	{ combineWith: "AND", isFuzzy: false, wordsIn: wholeWords },
	{ combineWith: "AND", isFuzzy: true, wordsIn: wholeWords },
	{ combineWith: "OR", isFuzzy: true, wordsIn: searchWords },
];

/** Whole names, paths and codes come before words. Of a path, and of the last word, the beginning is enough. */
function queryFor(query: string, paths: readonly string[], { combineWith, isFuzzy, wordsIn }: Leniency): Query {
	const exact = wholeTerm(templateFor(query, paths));
	const whole = { tokenize: (text: string) => [text], processTerm: (term: string) => term, prefix: exact.includes("/") };
	const words = {
		tokenize: wordsIn,
		prefix: (_: string, index: number, terms: string[]) => index === terms.length - 1,
		fuzzy: (term: string) => isFuzzy && term.length > 4 && 0.2,
	};
	return {
		combineWith: "OR",
		queries: [
			{ queries: [exact], fields: ["exact"], boost: { exact: 20 }, ...whole },
			{ queries: [query], fields: ["name", "request", "text"], boost: { name: 5, request: 2 }, combineWith, ...words },
		],
	};
}

/** A path with values, or an address, is the path template that it fits. Any other query stays as it is. */
function templateFor(query: string, paths: readonly string[]): string {
	const [, method = "", path] = /^(?:([a-z]+)\s+)?(?:https?:\/\/[^/\s]+)?(\/[^\s?#]*)\S*$/i.exec(query.trim()) ?? [];
	if (path === undefined) return query;
	return `${method} ${paths.includes(path) ? path : (findByTemplate(paths, (template) => template, path) ?? path)}`;
}

function groupByPage(matches: readonly Match[], { pages, entries }: Pick<SearchData, "pages" | "entries">): SearchResult[] {
	const results = new Map<number, { page: SearchResult["page"]; hits: SearchEntry[]; terms: Set<string> }>();
	for (const { id, terms } of matches) {
		const entry = entries[id];
		const page = pages[entry?.page ?? -1];
		if (entry === undefined || page === undefined) continue;
		const result = results.get(entry.page) ?? { page, hits: [], terms: new Set() };
		if (results.size < MAX_RESULT_PAGES) results.set(entry.page, result);
		if (result.hits.length < MAX_HITS) result.hits.push(entry);
		for (const term of terms) result.terms.add(term);
	}
	return [...results.values()].map(({ terms, ...result }) => ({ ...result, terms: [...terms] }));
}
