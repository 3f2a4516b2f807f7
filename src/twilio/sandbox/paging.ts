import type { PageRequest, Resource } from "../../core/sandbox/collection.ts";
import type { JsonResponse, PageContext } from "../../core/sandbox/policy.ts";
import { errorResponse } from "./errors.ts";

export const PAGING_PARAMETERS = ["Order", "PageSize", "Page", "PageToken"] as const;
const DEFAULT_PAGE_SIZE = 50;
const PAGING_NAMES = new Set<string>(PAGING_PARAMETERS);

/** Reads which page is asked for from a valid query. A token says where the page starts; without one, the number of the page does. */
export function pageRequest(query: Readonly<Record<string, unknown>>): PageRequest | JsonResponse {
	const { Order, PageSize = DEFAULT_PAGE_SIZE, Page = 0, PageToken } = query;
	const size = Number(PageSize);
	const descending = Order === "desc";
	if (PageToken === undefined || PageToken === "") return { size, descending, start: { offset: size * Number(Page) } };
	const start = readToken(String(PageToken));
	if (start === undefined) return errorResponse(400, 20001, "Invalid parameter PageToken in the query");
	return { size, descending, start };
}

/** The envelope of a page: `meta` and, under the name that `meta.key` gives, the items. */
export function page(context: PageContext): unknown {
	const { items, payloads, operation, query, request, hasPrevious, hasNext, url } = context;
	const key = operation.pagination?.items.split("/").at(-1) ?? "items";
	const number = typeof query.Page === "number" ? query.Page : 0;
	const address = (page: number, token?: string) => `${url}?${writeQuery(context, page, token)}`;
	const [first, last] = [items[0], items.at(-1)];
	return {
		meta: {
			page: number,
			page_size: request.size,
			first_page_url: address(0),
			previous_page_url: previousAddress(address, number, first, hasPrevious),
			url: address(number, typeof query.PageToken === "string" ? query.PageToken : undefined),
			next_page_url: hasNext && last ? address(number + 1, writeToken("after", last)) : null,
			key,
		},
		[key]: payloads,
	};
}

function previousAddress(
	address: (page: number, token?: string) => string,
	number: number,
	first: Resource | undefined,
	hasPrevious: boolean,
): string | null {
	if (number === 0) return null;
	return hasPrevious && first ? address(number - 1, writeToken("before", first)) : address(number - 1);
}

/** Every filter of the request, `Order` before others, then the page. */
function writeQuery({ query, operation, request }: PageContext, number: number, token: string | undefined): string {
	const parameters = new URLSearchParams();
	if (typeof query.Order === "string") parameters.set("Order", query.Order);
	for (const name of Object.keys(operation.parameters)) {
		if (PAGING_NAMES.has(name) || query[name] === undefined) continue;
		for (const value of [query[name]].flat()) parameters.append(name, String(value));
	}
	parameters.set("PageSize", String(request.size));
	parameters.set("Page", String(number));
	if (token !== undefined && token !== "") parameters.set("PageToken", token);
	return parameters.toString();
}

/**
 * Tokens are opaque to clients: `PT` and base64url of the message beside which the page starts. Those of every other message
 * hold a colon and a dot, as some of the live service do, so that a client that mangles them is noticed.
 */
function writeToken(side: "after" | "before", { position }: Pick<Resource, "position">): string {
	const text = btoa(`${side}:${position}`).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
	return `PT${position % 2 === 0 ? text : text.replace(/^(.{4})(.{4})/, "$1:$2.")}`;
}

function readToken(token: string): PageRequest["start"] | undefined {
	try {
		const text = atob(token.slice(2).replace(/[:.]/g, "").replace(/-/g, "+").replace(/_/g, "/"));
		const [, side, digits] = /^(after|before):(\d{1,15})$/.exec(text) ?? [];
		const position = Number(digits);
		if (side === "after" && token === writeToken(side, { position })) return { after: position };
		return side === "before" && token === writeToken(side, { position }) ? { before: position } : undefined;
	} catch {
		return undefined;
	}
}
