import { type Json, nextLink, payload, query, set } from "./change.ts";
import type { Row } from "./row.ts";

const LIST = "listConversationMessageReceipts";
const LIST_BY_SERVICE = "listServiceConversationMessageReceipts";
const ITEMS = "/response/body/delivery_receipts";

/** Changes the items of a page that is not the complete list. */
const paged = (change: (items: Json[], page: number) => Json[]) =>
	payload((body) => {
		const { page, page_size } = body.meta as Json;
		if (page_size === 1) body.delivery_receipts = change(body.delivery_receipts as Json[], Number(page));
	});

/** Deviations of what nothing creates: it comes into being with a message. */
export const RECEIPTS: readonly Row[] = [LIST, LIST_BY_SERVICE].flatMap((list): Row[] => {
	const way = list === LIST ? "receipts" : "receipts by service";
	const fetch = list.replace("list", "fetch").replace(/s$/, "");
	return [
		[`paging: ${way} end too early`, list, nextLink(() => null), "page-complete", ITEMS],
		[`paging: an item of the ${way} skipped`, list, paged((items, page) => (page === 1 ? [] : items)), "page-complete", ITEMS],
		[`paging: an item of the ${way} doubled`, list, doubled, "page-complete", `${ITEMS}/0`],
		[`paging: more ${way} than asked for`, list, query((url) => url.replace("PageSize=1", "PageSize=2")), "page-size", ITEMS],
		[
			`state: another status in a fetch of the ${way}`,
			fetch,
			set("/status", "read"),
			"fetched-as-listed",
			"/response/body/status",
		],
	];
});

/** The second page shows what the first did. */
function doubled() {
	let first: Json[] = [];
	return paged((items, page) => {
		if (page === 0) first = items;
		return first;
	});
}
