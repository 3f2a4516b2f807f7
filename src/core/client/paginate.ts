import type { PaginationDescriptor } from "../operation/descriptor.ts";
import { valueAt } from "../operation/json-pointer.ts";
import type { OptionRules } from "../operation/option-rules.ts";
import { checkOptions } from "./check-options.ts";
import type { ResponsePromise } from "./response-promise.ts";

/**
 * The items of a list. Each page is requested when an item of it is needed. Each iteration starts again with the first
 * page.
 */
export interface Pager<Item, Page> extends AsyncIterable<Item> {
	/** The pages, as the service sends them. */
	pages(): AsyncGenerator<Page, void, undefined>;
	/** Reads all items into an array, or the first `limit` items. Requests no page beyond the limit. */
	toArray(options?: { readonly limit?: number | undefined }): Promise<Item[]>;
	firstPage(): ResponsePromise<Page>;
}

/** A page and its address. */
export interface FetchedPage {
	readonly url: string;
	readonly payload: unknown;
	/** Makes the error of a page that is unusable for this reason. */
	readonly unusable: (reason: string) => Error;
}

const LIST_RULES: OptionRules = {
	limit: ["a number of items, 0 or more", (value) => typeof value === "number" && value >= 0],
};

/** How a pager gets its pages. */
export interface PageSource {
	/**
	 * Begins an iteration, and its time limit.
	 *
	 * @returns requests the page at an address, which has the origin of the page that links to it; without one, the first page
	 */
	readonly startPages: () => (url?: string) => Promise<FetchedPage>;
	readonly firstPage: () => ResponsePromise<unknown>;
	/** Maps the address in a link to the one to request, such as that of a proxy. */
	readonly resolve: (url: URL) => URL;
}

/** So many pages without an item in a row are an error: a service may link to ever new ones. */
const MAX_EMPTY_PAGES = 100;

/** Makes a pager. */
export function createPager(
	operationId: string,
	pagination: PaginationDescriptor,
	{ startPages, firstPage, resolve }: PageSource,
): Pager<unknown, unknown> {
	async function* fetchPages(): AsyncGenerator<FetchedPage, void, undefined> {
		const fetchPage = startPages();
		const seen = new Set<string>();
		let emptyPages = 0;
		let next: string | undefined;
		for (;;) {
			const page = await fetchPage(next);
			seen.add(page.url);
			yield page;
			next = nextUrl(page, pagination.next, resolve);
			if (next === undefined) return;
			if (seen.has(next)) throw page.unusable("the list leads back to an earlier page");
			emptyPages = (valueAt(page.payload, pagination.items) as readonly unknown[] | undefined)?.length ? 0 : emptyPages + 1;
			if (emptyPages === MAX_EMPTY_PAGES) throw page.unusable(`${MAX_EMPTY_PAGES} pages without an item`);
		}
	}
	async function* items(): AsyncGenerator<unknown, void, undefined> {
		for await (const page of fetchPages()) yield* pageItems(page, pagination.items);
	}
	return {
		[Symbol.asyncIterator]: items,
		async *pages() {
			for await (const { payload } of fetchPages()) yield payload;
		},
		async toArray(options = {}) {
			checkOptions(`${operationId}.toArray`, options, LIST_RULES);
			const { limit = Number.POSITIVE_INFINITY } = options;
			const result: unknown[] = [];
			for await (const item of limit > 0 ? items() : []) {
				if (result.push(item) >= limit) break;
			}
			return result;
		},
		firstPage,
	};
}

function pageItems(page: FetchedPage, pointer: string): readonly unknown[] {
	const items = valueAt(page.payload, pointer);
	if (!Array.isArray(items)) throw page.unusable(`expected a list at ${pointer}`);
	return items;
}

/** The request for a page carries credentials, so the link to it must not lead to another host. */
function nextUrl(page: FetchedPage, pointer: string, resolve: (url: URL) => URL): string | undefined {
	const next = valueAt(page.payload, pointer);
	if (next === undefined || next === null || next === "") return undefined;
	if (typeof next !== "string" || !URL.canParse(next, page.url)) throw page.unusable(`expected an address at ${pointer}`);
	const url = resolve(new URL(next, page.url));
	if (url.origin !== new URL(page.url).origin || url.username || url.password) {
		throw page.unusable(`expected the next page at the same host without credentials, got ${url.origin}`);
	}
	return url.href;
}
