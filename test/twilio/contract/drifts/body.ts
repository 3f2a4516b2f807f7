import { drop, type Json, payload, set } from "./change.ts";
import { CREATE, CREATE_C, FETCH, FETCH_C, LIST, type Row, UPDATE } from "./row.ts";

export const BODY: readonly Row[] = [
	["body: required member missing", CREATE, drop("/sid"), "response-body", "/response/body/sid"],
	["body: required object missing", CREATE_C, drop("/links"), "response-body", "/response/body/links"],
	[
		"body: nested member missing",
		FETCH_C,
		drop("/links/delivery_receipts"),
		"response-body",
		"/response/body/links/delivery_receipts",
	],
	[
		"body: member renamed",
		FETCH,
		payload((body) => {
			body.dateCreated = body.date_created;
			delete body.date_created;
		}),
		"response-body",
		"/response/body/date_created",
	],
	["body: member of an item missing", LIST, drop("/messages/0/index"), "response-body", "/response/body/messages/0/index"],
	[
		"body: list under another name",
		LIST,
		payload((body) => {
			body.data = body.messages;
			delete body.messages;
		}),
		"response-body",
		"/response/body/messages",
	],
	["body: null where none is allowed", FETCH_C, set("/index", null), "response-body", "/response/body/index"],
	["body: null text, which the schema allows", FETCH, set("/body", null), "read-your-write", "/response/body/body"],
	["body: null list", LIST, set("/messages", null), "response-body", "/response/body/messages"],
	["body: null identifier, which the schema allows", CREATE_C, set("/sid", null), "read-your-write", "/response/body/sid"],
	[
		"body: number as text",
		FETCH,
		payload((body) => {
			body.index = String(body.index);
		}),
		"response-body",
		"/response/body/index",
	],
	["body: boolean as text", UPDATE, set("/was_edited", "true"), "response-body", "/response/body/was_edited"],
	["body: fraction for an integer", LIST, set("/meta/page", 0.5), "response-body", "/response/body/meta/page"],
	["body: object for text", FETCH_C, set("/attributes", {}), "response-body", "/response/body/attributes"],
	["body: object for a list", CREATE_C, set("/media", {}), "response-body", "/response/body/media"],
	[
		"body: another prefix of an identifier",
		LIST,
		set("/messages/0/sid", `XX${"a".repeat(32)}`),
		"response-body",
		"/response/body/messages/0/sid",
	],
	[
		"body: an identifier one character too long",
		CREATE,
		payload((body) => {
			body.account_sid += "0";
		}),
		"response-body",
		"/response/body/account_sid",
	],
	["body: pattern of an optional identifier", FETCH_C, set("/content_sid", "HX1"), "response-body", "/response/body/content_sid"],
	["body: a value that is in no enum", LIST, set("/meta/key", "items"), "response-body", "/response/body/meta/key"],
	[
		"body: a nested value that is in no enum",
		FETCH_C,
		set("/delivery", { total: 1, sent: "most", delivered: "all", read: "all", failed: "none", undelivered: "none" }),
		"response-body",
		"/response/body/delivery/sent",
	],
	["body: text over its length", FETCH_C, set("/body", "a".repeat(1601)), "response-body", "/response/body/body"],
	["body: number below its minimum", LIST, set("/meta/page_size", 0), "response-body", "/response/body/meta/page_size"],
	[
		"body: date in RFC 2822",
		FETCH,
		set("/date_created", "Thu, 24 Mar 2016 20:37:57 +0000"),
		"response-body",
		"/response/body/date_created",
	],
	["body: date without a time", CREATE_C, set("/date_updated", "2016-03-24"), "response-body", "/response/body/date_updated"],
	["body: relative address", FETCH, set("/url", "/v1/Messages"), "response-body", "/response/body/url"],
	["body: no JSON in a string", FETCH, set("/attributes", "{importance: high}"), "json-in-string", "/response/body/attributes"],
	[
		"body: no JSON in a string of an item",
		LIST,
		set("/messages/0/attributes", ""),
		"json-in-string",
		"/response/body/messages/0/attributes",
	],
	[
		"body: undocumented member",
		CREATE,
		payload((body) => {
			body.priority = 1;
		}),
		"undocumented-field",
		"/response/body/priority",
	],
	[
		"body: undocumented nested member",
		FETCH_C,
		payload((body) => {
			(body.links as Json).media = "x";
		}),
		"undocumented-field",
		"/response/body/links/media",
	],
	[
		"body: undocumented member of an item",
		LIST,
		payload((body) => {
			for (const item of body.messages as Json[]) item.type = "text";
		}),
		"undocumented-field",
		"/response/body/messages/0/type",
	],
];
