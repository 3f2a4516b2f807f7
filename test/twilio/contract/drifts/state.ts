import type { HttpResponse } from "../../../../src/core/operation/http.ts";
import type { Mutation } from "../../../../src/sandbox.ts";
import { items, type Json, nextLink, payload, query, sent, set, success, undone } from "./change.ts";
import { CREATE, CREATE_C, DELETE, FETCH, FETCH_C, LIST, type Row, UPDATE } from "./row.ts";

export const STATE: readonly Row[] = [
	["state: nothing is stored", CREATE, undone, "request-accepted", "/response/status", FETCH],
	["state: an identifier that leads to another path", CREATE, set("/sid", ".."), "identifier-usable", "/response/body/sid"],
	["state: an identifier with a slash in it", CREATE_C, set("/sid", "a/b"), "identifier-usable", "/response/body/sid"],
	["state: an identifier that is no text", CREATE, set("/sid", ["IM1"]), "identifier-usable", "/response/body/sid"],
	["state: a stale read after a change", FETCH, stale, "update-applied", "/response/body/body"],
	["state: a lost update", UPDATE, undone, "update-applied", "/response/body/body", FETCH],
	[
		"state: an update that only some fields take",
		UPDATE,
		sent((body) => body.replace(/(^|&)Attributes=[^&]*/, "$1From=x")),
		"update-applied",
		"/response/body/attributes",
		FETCH,
	],
	[
		"state: an update that also resets another field",
		UPDATE,
		sent((body) => (body.includes("Attributes=") ? body : `${body}&Attributes=%7B%7D`)),
		"update-nothing-else",
		"/response/body/attributes",
	],
	[
		"state: an update whose response shows another author",
		UPDATE,
		set("/from", "someone"),
		"update-nothing-else",
		"/response/body/from",
	],
	[
		"state: a field of the creation lost",
		CREATE,
		sent((body) => body.replace(/(^|&)From=[^&]*/, "")),
		"read-your-write",
		"/response/body/from",
		FETCH,
	],
	[
		"state: a creation that shows another text than the sent one",
		CREATE,
		payload((body) => {
			body.body += " ";
		}),
		"write-shown",
		"/response/body/body",
	],
	["state: plus signs kept", CREATE_C, sent((body) => body.replaceAll("+", "%2B")), "write-shown", "/response/body/body"],
	[
		"state: text in another encoding",
		FETCH,
		payload((body) => {
			body.body = String(body.body).replace(/[^\0-\x7f]/g, "?");
		}),
		"read-your-write",
		"/response/body/body",
	],
	[
		"state: JSON written anew",
		FETCH_C,
		payload((body) => {
			body.attributes = JSON.stringify(JSON.parse(String(body.attributes)));
		}),
		"read-your-write",
		"/response/body/attributes",
	],
	[
		"state: a date an hour off",
		CREATE_C,
		set("/date_created", "2015-12-16T23:18:37Z"),
		"write-shown",
		"/response/body/date_created",
	],
	[
		"state: a list with old text",
		LIST,
		payload((body) => {
			for (const item of body.messages as Json[]) item.body = "old";
		}),
		"read-your-write",
		"/response/body/messages/0/body",
	],
	[
		"state: a list without the newest",
		LIST,
		items((found) => (found.length === 1 ? [] : found)),
		"read-your-write",
		"/response/body/messages",
	],
	["state: undead after its deletion", DELETE, undone, "gone-after-delete", "/response/status", FETCH],
	["state: deleted and still listed", LIST, graveyard, "gone-after-delete", "/response/body/messages/0"],
	[
		"paging: the order is ignored",
		LIST,
		query((url) => url.replace(/Order=desc&?/, "")),
		"page-order",
		"/response/body/messages/0",
	],
	[
		"paging: two items swapped",
		LIST,
		items((found) => (found.length === 2 ? found.toReversed() : found)),
		"page-order",
		"/response/body/messages/0",
	],
	[
		"paging: an item skipped",
		LIST,
		items((found, body) => (Number((body.meta as Json).page) === 1 ? found.slice(1) : found)),
		"page-complete",
		"/response/body/messages",
	],
	[
		"paging: an item doubled",
		LIST,
		() => {
			let last: Json | undefined;
			return items((found) => {
				const shown = last && found.length === 1 ? [last, ...found] : found;
				last = found.at(-1);
				return shown;
			});
		},
		"page-complete",
		"/response/body/messages/0",
	],
	["paging: it ends too early", LIST, nextLink(() => null), "page-complete", "/response/body/messages"],
	[
		"paging: a next link that leads back",
		LIST,
		payload((body) => {
			const found = body.meta as Json;
			if (found.next_page_url !== null) found.next_page_url = found.url;
		}),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: a next link to another server",
		LIST,
		nextLink((link) => link.replace(/\/\/[^/]*/, "//elsewhere.example")),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: a next link without encryption",
		LIST,
		nextLink((link) => link.replace("https:", "http:")),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: a first link to another server",
		LIST,
		set("/meta/first_page_url", "https://elsewhere.example/"),
		"page-links",
		"/response/body/meta/first_page_url",
	],
	[
		"paging: a next link that loses a filter",
		LIST,
		nextLink((link) => link.replace(/Order=\w+&/, "")),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: a next link that changes PageSize",
		LIST,
		nextLink((link) => link.replace("PageSize=2", "PageSize=3")),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: a next link of another path",
		LIST,
		nextLink((link) => link.replace("/Messages?", "/Members?")),
		"page-links",
		"/response/body/meta/next_page_url",
	],
	[
		"paging: more items than asked for",
		LIST,
		query((url) => url.replace("PageSize=2", "PageSize=4")),
		"page-size",
		"/response/body/messages",
	],
];

/** Repeats the first response to each URL. */
function stale(): Mutation {
	const seen = new Map<string, HttpResponse>();
	return ({ request }, next) => {
		const response = seen.get(request.url) ?? next();
		if (success(response.status)) seen.set(request.url, response);
		return response;
	};
}

/** Shows the last items of a list again when the list is empty. */
function graveyard(): Mutation {
	const last = new Map<string, Json[]>();
	return (context, next) =>
		items((found) => {
			if (found.length > 0) last.set(context.request.url, found);
			return found.length > 0 ? found : (last.get(context.request.url) ?? []);
		})(context, next);
}
