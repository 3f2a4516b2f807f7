import type { Mutation } from "../../../../src/sandbox.ts";
import { changeBody } from "../../../../src/sandbox.ts";
import { items, type Json, payload, sent, set, when } from "./change.ts";
import { CREATE, CREATE_C, FETCH, FETCH_C, LIST, type Row, UPDATE } from "./row.ts";

const OTHER = `IM${"f".repeat(32)}`;

/** Replaces the identifier of the message in an address. */
const ofAnother = (url: unknown) => String(url).replace(/\/IM[0-9a-f]{32}/, `/${OTHER}`);

/** Shows the text of a template with its variables in their places. */
const unresolved = when((body) => body.includes("ContentSid="), set("/body", "Hello {{name}}"));

/** Shows the sent text of a message from a template. */
const withText: Mutation = ({ request }, next) => {
	const form = new URLSearchParams(request.body ?? "");
	return changeBody(next(), (body) => {
		if (form.has("ContentSid") && form.has("Body")) (body as Json).body = form.get("Body");
	});
};

/** Rules that the documents state in words: facts for the contract tests, and rules that only the vendor has. */
export const PROSE: readonly Row[] = [
	[
		"prose: another author than the default",
		CREATE_C,
		without("Author", "author", "nobody"),
		"default-shown",
		"/response/body/author",
	],
	["prose: another sender than the default", CREATE, without("From", "from", "nobody"), "default-shown", "/response/body/from"],
	[
		"prose: another author than the default in a fetch",
		FETCH_C,
		payload((body) => {
			if (body.author === "system") body.author = "nobody";
		}),
		"default-shown",
		"/response/body/author",
	],
	["prose: no sender by default", FETCH, shownAs("from", "system", ""), "default-shown", "/response/body/from"],
	[
		"prose: attributes null where none were set",
		FETCH,
		shownAs("attributes", "{}", null),
		"default-shown",
		"/response/body/attributes",
	],
	[
		"prose: attributes null where none were set in a conversation",
		FETCH_C,
		shownAs("attributes", "{}", null),
		"default-shown",
		"/response/body/attributes",
	],
	[
		"prose: attributes of another form where none were set",
		CREATE_C,
		shownAs("attributes", "{}", "[]"),
		"default-shown",
		"/response/body/attributes",
	],
	["prose: an empty list of media", CREATE_C, set("/media", []), "response-body", "/response/body/media"],
	["prose: an empty list of media in a fetch", FETCH_C, set("/media", []), "response-body", "/response/body/media"],
	["prose: every index is 0", CREATE, set("/index", 0), "number-increases", "/response/body/index"],
	["prose: every index is 0 in a conversation", CREATE_C, set("/index", 0), "number-increases", "/response/body/index"],
	[
		"prose: an index that falls",
		CREATE,
		payload((body) => {
			body.index = 1000 - Number(body.index);
		}),
		"number-increases",
		"/response/body/index",
	],
	[
		"prose: every index of a list is 0",
		LIST,
		items((found) => found.map((item) => ({ ...item, index: 0 }))),
		"number-increases",
		"/response/body/messages/1/index",
	],
	...[CREATE, FETCH, UPDATE, CREATE_C, FETCH_C].map(
		(operationId): Row => [
			`prose: the url of another message, ${operationId}`,
			operationId,
			payload((body) => {
				body.url = ofAnother(body.url);
			}),
			"own-address",
			"/response/body/url",
		],
	),
	[
		"prose: the url of another message in a list",
		LIST,
		items((found) => found.map((item) => ({ ...item, url: ofAnother(item.url) }))),
		"own-address",
		"/response/body/messages/0/url",
	],
	...["delivery_receipts", "channel_metadata"].flatMap((name) =>
		[CREATE_C, FETCH_C].map(
			(operationId): Row => [
				`prose: ${name} of another message, ${operationId}`,
				operationId,
				payload((body) => {
					const links = body.links as Json;
					links[name] = ofAnother(links[name]);
				}),
				"own-address",
				`/response/body/links/${name}`,
			],
		),
	),
	[
		"prose: a url without the address in it",
		FETCH,
		set("/url", "https://example.com/{Sid}"),
		"own-address",
		"/response/body/url",
	],
	["prose: a template left unresolved", CREATE_C, unresolved, "vendor-rules", "/response/body/body"],
	["prose: Body shown beside ContentSid", CREATE_C, withText, "ignored-fields", "/response/body/body"],
	[
		"prose: an empty text is not stored",
		UPDATE,
		sent((body) => body.replace(/^Body=$/, "Body=kept")),
		"update-applied",
		"/response/body/body",
		FETCH,
	],
	[
		"prose: a creation without an author is rejected",
		CREATE_C,
		when(
			(body) => !/(^|&)Author=/.test(body),
			(_, next) => ({ ...next(), status: 400 }),
		),
		"request-accepted",
		"/response/status",
	],
];

/** Shows another value of a member after a creation without the field. */
function without(field: string, member: string, value: string): Mutation {
	return when((body) => !new RegExp(`(^|&)${field}=`).test(body), set(`/${member}`, value));
}

/** Shows another value in the place of one. */
function shownAs(member: string, from: unknown, to: unknown): Mutation {
	return payload((body) => {
		if (body[member] === from) body[member] = to;
	});
}
