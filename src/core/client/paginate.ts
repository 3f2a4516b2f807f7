import type { PaginationDescriptor } from "../operation/descriptor.ts";
import { valueAt } from "../operation/json-pointer.ts";
import { checkOptions, type OptionRule } from "./options.ts";

/**
 * The items of a list, read a page at a time and not before they are asked for. Each iteration starts anew from
 * the first page.
 */
export interface Pager<Item, Page> extends AsyncIterable<Item> {
	/** The pages as they are answered. */
	pages(): AsyncGenerator<Page, void, undefined>;
	/** Reads items into an array, all of them unless there is a limit. No page is read beyond it. */
	toArray(options?: { readonly limit?: number | undefined }): Promise<Item[]>;
	firstPage(): Promise<Page>;
}

/** A page, where it came from, and the error for one that leads nowhere. */
export interface FetchedPage {
	readonly url: string;
	readonly payload: unknown;
	/** Makes the error that tells why the page cannot be used. */
	readonly unusable: (reason: string) => Error;
}

const LIST_RULES: Readonly<Record<string, OptionRule>> = {
	limit: ["a number of items, 0 or more", (value) => typeof value === "number" && value >= 0],
};

/**
 * Makes a pager.
 *
 * @param first reads the first page
 * @param follow reads the page at an address, which is of the same origin as the page that named it
 * @param resolve finds where an address is to be found, such as behind a proxy
 */
export function createPager(
	operationId: string,
	pagination: PaginationDescriptor,
	first: () => Promise<FetchedPage>,
	follow: (url: string) => Promise<FetchedPage>,
	resolve: (url: URL) => URL,
): Pager<unknown, unknown> {
	async function* fetchPages(): AsyncGenerator<FetchedPage, void, undefined> {
		const seen = new Set<string>();
		let page = await first();
		for (;;) {
			seen.add(page.url);
			yield page;
			const next = nextUrl(page, pagination.next, resolve);
			if (next === undefined) return;
			if (seen.has(next)) throw page.unusable("the list leads back to a page that was read before");
			page = await follow(next);
		}
	}
	async function* items(): AsyncGenerator<unknown, void, undefined> {
		for await (const page of fetchPages()) yield* itemsOf(page, pagination.items);
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
			if (limit > 0) {
				for await (const item of items()) {
					result.push(item);
					if (result.length >= limit) break;
				}
			}
			return result;
		},
		firstPage: async () => (await first()).payload,
	};
}

function itemsOf(page: FetchedPage, pointer: string): readonly unknown[] {
	const items = valueAt(page.payload, pointer);
	if (!Array.isArray(items)) throw page.unusable(`expected a list at ${pointer}`);
	return items;
}

/** Credentials go with the request for a page, so no page may name another host. */
function nextUrl(page: FetchedPage, pointer: string, resolve: (url: URL) => URL): string | undefined {
	const next = valueAt(page.payload, pointer);
	if (next === undefined || next === null) return undefined;
	if (typeof next !== "string" || !URL.canParse(next, page.url)) throw page.unusable(`expected an address at ${pointer}`);
	const url = resolve(new URL(next, page.url));
	if (url.origin !== new URL(page.url).origin || url.username || url.password) {
		throw page.unusable(`the next page is said to be at ${url.origin}, another host or in another name`);
	}
	return url.href;
}
