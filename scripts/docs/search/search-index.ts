import MiniSearch from "minisearch";
import { groupBy } from "../../../src/core/operation/group-by.ts";
import type { OperationDoc } from "../../pipeline/describe-operations.ts";
import { isWebhook } from "../../pipeline/model.ts";
import { bundleScript } from "../bundle-script.ts";
import { operationPath } from "../links.ts";
import type { Page } from "../nodes.ts";
import { printData } from "../print-data.ts";
import type { SearchData, SearchedPage } from "./search-data.ts";
import { type NamedEntry, operationEntries, sectionEntries } from "./search-entries.ts";
import { INDEX_OPTIONS, type IndexedEntry } from "./search-terms.ts";

/** The script that static pages load once their search is used. */
export const SEARCH_SCRIPT = "search-index.js";

/**
 * Prints the script that searches the site: MiniSearch, and the index of these pages. It is a classic script, because a page
 * that is opened from disk can load nothing else. It sets `searchSite`, which is a `SearchSite`.
 */
export async function printSearchScript(pages: readonly Page[], docs: readonly OperationDoc[]): Promise<string> {
	const bundled = bundleScript("scripts/docs/search/search-script.ts");
	const data = printData(searchDataOf(pages, docs));
	return `/*! Searches with MiniSearch, (c) Luca Ongaro, MIT License */\nvar siteSearchData=${data};\n${await bundled}`;
}

/** Lists all that can be found on these pages, and indexes it. */
export function searchDataOf(pages: readonly Page[], docs: readonly OperationDoc[]): SearchData {
	const byPath = new Map(docs.map((doc) => [operationPath(doc.operation), doc]));
	const searched = pages.map((page) => searchedPage(page, byPath.get(page.path)));
	const entries = pages.flatMap((page, position) => {
		const doc = byPath.get(page.path);
		return (doc ? withoutRepeats(operationEntries(doc)) : sectionEntries(page)).map((entry) => ({ page: position, ...entry }));
	});
	const index = new MiniSearch<IndexedEntry>(INDEX_OPTIONS);
	index.addAll(
		entries.map(({ page, name, text, anchor, names, weight }, id) => ({
			id,
			exact: [...new Set(names)].join("\n"),
			name: anchor === "" ? `${name} ${searched[page]?.title}` : name,
			request: anchor === "" ? (searched[page]?.request ?? "") : "",
			// The members of responses are many, and described alike: they are found by their names.
			text: weight < 1 ? "" : text,
		})),
	);
	return { pages: searched, entries: entries.map(({ names: _, ...entry }) => entry), index: index.toJSON() };
}

function searchedPage({ path, title }: Page, doc: OperationDoc | undefined): SearchedPage {
	const file = `${path}.html`;
	if (doc === undefined) return { path: file, title, kind: "Guide" };
	const { descriptor } = doc.operation;
	const isReceived = isWebhook(doc.operation);
	return {
		path: file,
		title,
		kind: isReceived ? "Webhook" : "Operation",
		...(!isReceived && { request: `${descriptor.method} ${descriptor.path}` }),
		...(descriptor.deprecated && { isDeprecated: true }),
	};
}

/** The same header comes with many responses of an operation: it is found once. */
function withoutRepeats(entries: readonly NamedEntry[]): NamedEntry[] {
	const groups = groupBy(entries, ({ name, anchor, text }) => JSON.stringify([name, anchor, text]));
	return [...groups.values()].flatMap(([first]) => first ?? []);
}
