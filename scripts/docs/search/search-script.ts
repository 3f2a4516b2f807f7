import type { SearchData, SearchSite } from "./search-data.ts";
import { createSearch } from "./search-engine.ts";

/*
 * The script of the search, `search-index.js`: the data stands before it in the same file.
 */
const scope = globalThis as unknown as { siteSearchData: SearchData; searchSite: SearchSite };
scope.searchSite = createSearch(scope.siteSearchData);
