import type { HttpResponse } from "../../src/operation/http.ts";
import { changeBody, changeMember, type Drift } from "../../src/sandbox.ts";

/** One way in which a server can stop doing what is documented, and the finding that it must come to. */
export interface NamedDrift {
	readonly name: string;
	readonly operationId: string;
	readonly drift: () => Drift;
	/** The check that must find it, and where. */
	readonly check: string;
	readonly pointer: string;
	/** The operation whose answer shows it. */
	readonly shownBy: string;
}

type Json = Record<string, unknown>;
type Row = readonly [
	name: string,
	operationId: string,
	drift: Drift | (() => Drift),
	check: string,
	pointer: string,
	/** Where it comes to light in the answer of another operation. */
	shownBy?: string,
];

const CREATE = "createChannelMessage";
const FETCH = "fetchChannelMessage";
const LIST = "listChannelMessages";
const UPDATE = "updateChannelMessage";
const DELETE = "deleteChannelMessage";
const CREATE_C = "createServiceConversationMessage";
const FETCH_C = "fetchConversationMessage";

/** Changes the payload of a success. */
const payload =
	(change: (body: Json) => void): Drift =>
	(_, next) =>
		changeBody(next(), (body) => change(body as Json));
const set = (pointer: string, value: unknown): Drift =>
	changeMember(pointer, (parent, name) => {
		parent[name] = value;
	});
const drop = (pointer: string): Drift =>
	changeMember(pointer, (parent, name) => {
		delete parent[name];
	});

/** Changes an answer of some statuses. */
const answer =
	(applies: (status: number) => boolean, change: (response: HttpResponse) => HttpResponse): Drift =>
	(_, next) => {
		const response = next();
		return applies(response.status) ? change(response) : response;
	};
const success = (status: number) => status < 300;
const failure = (status: number) => status >= 400;
const status = (from: (status: number) => boolean, to: number): Drift =>
	answer(from, (response) => ({ ...response, status: to }));
const header = (name: string, value: string | undefined, from = success): Drift =>
	answer(from, (response) => {
		const { [name]: _, ...headers } = response.headers;
		return { ...response, headers: value === undefined ? headers : { ...headers, [name]: value } };
	});
const raw = (change: (body: string) => string | null): Drift =>
	answer(success, (response) => (response.body === null ? response : { ...response, body: change(response.body) }));
const error = (change: (body: Json) => unknown): Drift =>
	answer(failure, (response) => ({ ...response, body: JSON.stringify(change(JSON.parse(response.body ?? "{}"))) }));

/** Answers a request, and forgets what it did. */
const undone: Drift = ({ snapshot, restore }, next) => {
	const before = snapshot();
	const response = next();
	restore(before);
	return response;
};

/** Always answers the same address as the first time. */
function stale(): Drift {
	const seen = new Map<string, HttpResponse>();
	return ({ request }, next) => {
		const response = seen.get(request.url) ?? next();
		if (success(response.status)) seen.set(request.url, response);
		return response;
	};
}

/** Shows the last items of a list again when there are none left. */
function graveyard(): Drift {
	const last = new Map<string, Json[]>();
	return (context, next) =>
		items((found) => {
			if (found.length > 0) last.set(context.request.url, found);
			return found.length > 0 ? found : (last.get(context.request.url) ?? []);
		})(context, next);
}

const items = (change: (items: Json[], body: Json) => unknown[]): Drift =>
	payload((body) => {
		body["messages"] = change(body["messages"] as Json[], body);
	});
const meta = (change: (meta: Json) => void): Drift => payload((body) => change(body["meta"] as Json));
const nextLink = (change: (link: string) => string | null): Drift =>
	meta((found) => {
		if (typeof found["next_page_url"] === "string") found["next_page_url"] = change(found["next_page_url"]);
	});
const unchecked =
	(...parts: ("credentials" | "path" | "query" | "header" | "body")[]): Drift =>
	(_, next) =>
		next({ unchecked: parts });
const sent =
	(change: (body: string) => string): Drift =>
	(context, next) =>
		next({ request: { ...context.request, body: context.request.body === null ? null : change(context.request.body) } });
const query =
	(change: (url: string) => string): Drift =>
	(context, next) =>
		next({ request: { ...context.request, url: change(context.request.url) } });
const when =
	(test: (body: string, url: string) => boolean, drift: Drift): Drift =>
	(context, next) =>
		test(context.request.body ?? "", context.request.url) ? drift(context, next) : next();

const BODY: readonly Row[] = [
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
			body["dateCreated"] = body["date_created"];
			delete body["date_created"];
		}),
		"response-body",
		"/response/body/date_created",
	],
	["body: member of an item missing", LIST, drop("/messages/0/index"), "response-body", "/response/body/messages/0/index"],
	[
		"body: list under another name",
		LIST,
		payload((body) => {
			body["data"] = body["messages"];
			delete body["messages"];
		}),
		"response-body",
		"/response/body/messages",
	],
	["body: null where none is allowed", FETCH_C, set("/index", null), "response-body", "/response/body/index"],
	["body: null text", FETCH, set("/body", null), "response-body", "/response/body/body"],
	["body: null list", LIST, set("/messages", null), "response-body", "/response/body/messages"],
	["body: null identifier, which the schema allows", CREATE_C, set("/sid", null), "read-your-write", "/response/body/sid"],
	[
		"body: number as text",
		FETCH,
		payload((body) => {
			body["index"] = String(body["index"]);
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
			body["account_sid"] += "0";
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
			body["priority"] = 1;
		}),
		"undocumented-field",
		"/response/body/priority",
	],
	[
		"body: undocumented nested member",
		FETCH_C,
		payload((body) => {
			(body["links"] as Json)["media"] = "x";
		}),
		"undocumented-field",
		"/response/body/links/media",
	],
	[
		"body: undocumented member of an item",
		LIST,
		payload((body) => {
			for (const item of body["messages"] as Json[]) item["type"] = "text";
		}),
		"undocumented-field",
		"/response/body/messages/0/type",
	],
];

const STATUS: readonly Row[] = [
	["status: 200 for 201", CREATE, status(success, 200), "status-documented", "/response/status"],
	["status: 202 for 200", UPDATE, status(success, 202), "status-documented", "/response/status"],
	["status: 200 for 204", DELETE, status(success, 200), "status-documented", "/response/status"],
	["status: 201 for 200", FETCH, status(success, 201), "status-documented", "/response/status"],
	["status: undocumented 4xx", FETCH, status(success, 418), "status-documented", "/response/status"],
	["status: undocumented 5xx", LIST, status(success, 502), "status-documented", "/response/status"],
	["status: redirect", CREATE_C, status(success, 302), "status-documented", "/response/status"],
	["status: 422 for 400", CREATE, status((code) => code === 400, 422), "status-documented", "/response/status"],
	["status: documented 404 for a success", DELETE, status(success, 404), "request-accepted", "/response/status"],
	["status: documented 500 for a success", LIST, status(success, 500), "request-accepted", "/response/status"],
	["status: always too many requests", FETCH, status(success, 429), "request-accepted", "/response/status"],
	["status: 400 for 404", FETCH_C, status((code) => code === 404, 400), "unknown-not-found", "/response/status"],
	["status: 200 for 404", FETCH, status((code) => code === 404, 200), "unknown-not-found", "/response/status"],
	["status: 403 for 401", LIST, status((code) => code === 401, 403), "credentials-required", "/response/status"],
];

const HEADERS: readonly Row[] = [
	[
		"header: malformed identifier",
		CREATE,
		header("twilio-request-id", "RQ1"),
		"response-headers",
		"/response/headers/twilio-request-id",
	],
	[
		"header: text for a number",
		FETCH_C,
		header("twilio-request-duration", "fast"),
		"response-headers",
		"/response/headers/twilio-request-duration",
	],
	[
		"header: below its minimum",
		LIST,
		header("twilio-concurrent-requests", "-1"),
		"response-headers",
		"/response/headers/twilio-concurrent-requests",
	],
	[
		"header: text for a boolean",
		CREATE_C,
		(context, next) =>
			context.request.headers["origin"] ? header("access-control-allow-credentials", "yes")(context, next) : next(),
		"response-headers",
		"/response/headers/access-control-allow-credentials",
	],
	[
		"header: malformed in an error",
		FETCH,
		header("twilio-request-id", "", failure),
		"response-headers",
		"/response/headers/twilio-request-id",
	],
	["header: undocumented", UPDATE, header("x-new", "1"), "undocumented-header", "/response/headers/x-new"],
	[
		"header: documented and gone",
		CREATE_C,
		header("twilio-request-id", undefined),
		"headers-present",
		"/response/headers/twilio-request-id",
	],
	[
		"header: no challenge with 401",
		FETCH,
		header("www-authenticate", undefined, failure),
		"credentials-required",
		"/response/headers/www-authenticate",
	],
];

const CONTENT: readonly Row[] = [
	[
		"content type: another one",
		CREATE,
		header("content-type", "text/html; charset=utf-8"),
		"content-type",
		"/response/headers/content-type",
	],
	["content type: none", FETCH, header("content-type", undefined), "content-type", "/response/headers/content-type"],
	[
		"content type: problem details for errors",
		CREATE,
		header("content-type", "application/problem+json", failure),
		"content-type",
		"/response/headers/content-type",
	],
	[
		"charset: Latin-1",
		LIST,
		header("content-type", "application/json; charset=iso-8859-1"),
		"content-type",
		"/response/headers/content-type",
	],
	[
		"charset: UTF-16",
		FETCH_C,
		header("content-type", 'application/json; charset="utf-16"'),
		"content-type",
		"/response/headers/content-type",
	],
	["body: truncated", LIST, raw((body) => body.slice(0, body.length >> 1)), "response-body", "/response/body"],
	["body: one character short", FETCH, raw((body) => body.slice(0, -1)), "response-body", "/response/body"],
	["body: empty", CREATE_C, raw(() => null), "response-body", "/response/body"],
	["body: text behind the JSON", UPDATE, raw((body) => `${body}<!-- 1 -->`), "response-body", "/response/body"],
	["body: wrapped in a list", FETCH_C, raw((body) => `[${body}]`), "response-body", "/response/body"],
	["body: JSON within JSON", CREATE, raw((body) => JSON.stringify(body)), "response-body", "/response/body"],
	[
		"body: one where none is documented",
		DELETE,
		answer(success, (response) => ({ ...response, body: "{}" })),
		"response-body",
		"/response/body",
	],
	["error: member missing", FETCH, error(({ code: _, ...rest }) => rest), "error-body", "/response/body/code"],
	[
		"error: number as text",
		CREATE,
		error((body) => ({ ...body, code: String(body["code"]) })),
		"error-body",
		"/response/body/code",
	],
	[
		"error: no address",
		CREATE_C,
		error((body) => ({ ...body, more_info: "see the docs" })),
		"error-body",
		"/response/body/more_info",
	],
	["error: wrapped", LIST, error((body) => ({ error: body })), "error-body", "/response/body/code"],
	["error: another status inside", FETCH, error((body) => ({ ...body, status: 500 })), "error-body", "/response/body/status"],
	[
		"error: no JSON",
		UPDATE,
		answer(failure, (response) => ({ ...response, body: "<h1>Not found</h1>" })),
		"error-body",
		"/response/body",
	],
	["error: empty", DELETE, answer(failure, (response) => ({ ...response, body: null })), "error-body", "/response/body"],
];

const STATE: readonly Row[] = [
	["state: nothing is stored", CREATE, undone, "request-accepted", "/response/status", FETCH],
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
		"state: an update whose answer shows another author",
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
		"state: a creation that shows other text than was sent",
		CREATE,
		payload((body) => {
			body["body"] += " ";
		}),
		"write-shown",
		"/response/body/body",
	],
	["state: plus signs kept", CREATE_C, sent((body) => body.replaceAll("+", "%2B")), "write-shown", "/response/body/body"],
	[
		"state: text in another encoding",
		FETCH,
		payload((body) => {
			body["body"] = String(body["body"]).replace(/[^\0-\x7f]/g, "?");
		}),
		"read-your-write",
		"/response/body/body",
	],
	[
		"state: JSON written anew",
		FETCH_C,
		payload((body) => {
			body["attributes"] = JSON.stringify(JSON.parse(String(body["attributes"])));
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
			for (const item of body["messages"] as Json[]) item["body"] = "old";
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
		items((found, body) => (Number((body["meta"] as Json)["page"]) === 1 ? found.slice(1) : found)),
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
			const found = body["meta"] as Json;
			if (found["next_page_url"] !== null) found["next_page_url"] = found["url"];
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

const ENFORCEMENT: readonly Row[] = [
	["enforcement: any identifier in the path", CREATE, unchecked("path"), "constraints-enforced", "/request/path/ServiceSid"],
	[
		"enforcement: any identifier in the path of a list",
		LIST,
		unchecked("path"),
		"constraints-enforced",
		"/request/path/ChannelSid",
	],
	[
		"enforcement: attributes that are no JSON",
		CREATE_C,
		when((body) => /Attributes=%7B(?:&|$)/.test(body), unchecked("body")),
		"constraints-enforced",
		"/request/body/Attributes",
	],
	[
		"enforcement: attributes that are no JSON in a change",
		UPDATE,
		unchecked("body"),
		"constraints-enforced",
		"/request/body/Attributes",
	],
	[
		"enforcement: a required field missing",
		CREATE,
		when((body) => !body.includes("Body="), unchecked("body")),
		"constraints-enforced",
		"/request/body/Body",
	],
	["enforcement: text over its length", CREATE_C, unchecked("body"), "constraints-enforced", "/request/body/Body"],
	[
		"enforcement: a date that is none",
		CREATE_C,
		(context, next) =>
			/DateCreated=not/.test(context.request.body ?? "")
				? sent((body) => body.replace(/DateCreated=[^&]*&?/, ""))(context, next)
				: next(),
		"constraints-enforced",
		"/request/body/DateCreated",
	],
	["enforcement: an unknown order", LIST, unchecked("query"), "constraints-enforced", "/request/query/Order"],
	[
		"enforcement: a page size over the maximum",
		LIST,
		query((url) => url.replace("PageSize=1001", "PageSize=1000")),
		"constraints-enforced",
		"/request/query/PageSize",
	],
	[
		"enforcement: an unknown header value",
		CREATE_C,
		unchecked("header"),
		"constraints-enforced",
		"/request/header/X-Twilio-Webhook-Enabled",
	],
	["enforcement: no credentials needed", FETCH, unchecked("credentials"), "credentials-required", "/response/status"],
	["enforcement: no credentials needed to write", CREATE_C, unchecked("credentials"), "credentials-required", "/response/status"],
	[
		"enforcement: any password",
		LIST,
		(context, next) => next(context.request.headers["authorization"] ? { unchecked: ["credentials"] } : {}),
		"credentials-required",
		"/response/status",
	],
	[
		"enforcement: stricter than documented",
		CREATE_C,
		when((body) => /Body=a*l?o*H?e?[^&]{1590}/.test(body), status(success, 400)),
		"request-accepted",
		"/response/status",
	],
	[
		"enforcement: a documented value refused",
		LIST,
		when((_, url) => url.includes("Order=desc"), status(success, 400)),
		"request-accepted",
		"/response/status",
	],
];

/** Refuses a request, and carries out another one all the same. */
const refusedAndDone =
	(body: string): Drift =>
	(context, next) => {
		const response = next();
		if (response.status === 400) next({ request: { ...context.request, body } });
		return response;
	};

const REFUSAL: readonly Row[] = [
	[
		"enforcement: refused and stored",
		CREATE,
		refusedAndDone("Body=stored"),
		"refused-not-stored",
		"/response/body/messages",
		LIST,
	],
	["enforcement: refused and changed", UPDATE, refusedAndDone("Body=changed"), "read-your-write", "/response/body/body", FETCH],
];

/** Every deviation that the contract tests must catch. */
export const DRIFTS: readonly NamedDrift[] = [
	...BODY,
	...STATUS,
	...HEADERS,
	...CONTENT,
	...STATE,
	...ENFORCEMENT,
	...REFUSAL,
].map(([name, operationId, drift, check, pointer, shownBy = operationId]) => ({
	name,
	operationId,
	drift: make(drift),
	check,
	pointer,
	shownBy,
}));

/** A drift takes what it changes and what comes next; what makes one takes nothing. */
function make(drift: Drift | (() => Drift)): () => Drift {
	return drift.length === 0 ? (drift as () => Drift) : () => drift as Drift;
}
