import twilio from "twilio";
import { webhookFormats } from "../../../generated/webhook-formats.ts";
import type { HttpRequest, HttpResponse } from "../../../src/core/operation/http.ts";
import { parseWebhook, textOfFields } from "../../../src/core/webhooks/parse-webhook.ts";
import { computeSignature } from "../../../src/core/webhooks/signature.ts";
import { verifyRequest } from "../../../src/core/webhooks/verify-request.ts";
import { WebhookError } from "../../../src/core/webhooks/webhook-error.ts";
import { SIGNATURE_SCHEME } from "../../../src/twilio/webhooks/scheme.ts";

export const TOKEN = "the-auth-token-of-the-receiver";

/** A receiver of webhooks, as a function of a request. */
export type Receiver = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

type Fields = Readonly<Record<string, unknown>>;
type Pairs = [name: string, value: string][];

const HEADER = SIGNATURE_SCHEME.header;

function respond(status: number, body: string | null = null, type = "application/json"): HttpResponse {
	return { status, headers: body === null ? {} : { "content-type": type }, body };
}

const respondJson = (body: unknown) => respond(200, JSON.stringify(body));

/** What the receivers do with an event: they change a message before it is added, and let all others pass. */
function react({ EventType, Body = "" }: Fields): HttpResponse {
	if (EventType === "onMessageAdd") return respondJson({ body: `${Body}!`, attributes: '{"seen":true}' });
	return EventType === "onMessageUpdate" ? respondJson({}) : respond(200);
}

const fieldsOf = (request: HttpRequest) => parseWebhook(webhookFormats, textOfFields(request)).fields;

/** A receiver with our functions. */
export const goodReceiver: Receiver = async (request) => {
	try {
		await verifyRequest(request, SIGNATURE_SCHEME, [TOKEN]);
		return react(fieldsOf(request));
	} catch (error) {
		if (error instanceof WebhookError) return respond(error.status, error.message, "text/plain");
		throw error;
	}
};

/** A receiver with the official package. */
export const officialReceiver: Receiver = (request) => {
	const form = new URLSearchParams(request.body ?? "");
	const fields = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]));
	const isRight = twilio.validateRequest(TOKEN, request.headers[HEADER] ?? "", request.url, fields);
	return isRight ? react(fieldsOf(request)) : respond(403, "forbidden", "text/plain");
};

/** The receiver, except that it sees another request. */
function seeing(change: (request: HttpRequest) => HttpRequest): Receiver {
	return (request) => goodReceiver(change(request));
}

/** The receiver, except that it sees other fields of a form. */
function seeingForm(change: (form: Pairs) => Pairs): Receiver {
	return seeing((request) => {
		const form = new URLSearchParams(request.body ?? "");
		return { ...request, body: new URLSearchParams(change([...form])).toString() };
	});
}

/** The receiver, except that it sees another query. */
function seeingQuery(change: (query: string) => string): Receiver {
	return seeing((request) => ({ ...request, url: request.url.replace(/(?<=\?).*$/s, change) }));
}

/** The receiver, except for its response to what it accepts. */
function responding(change: (fields: Fields, request: HttpRequest) => HttpResponse | undefined): Receiver {
	return async (request) => {
		const response = await goodReceiver(request);
		return (response.status === 200 && change(fieldsOf(request), request)) || response;
	};
}

/** The receiver, except for its response to a webhook that reads it. */
function responsesOf(response: HttpResponse): Receiver {
	return responding(({ EventType }) => (EventType === "onMessageAdd" ? response : undefined));
}

/** A receiver that compares signatures in a way of its own. */
function comparing(isRight: (received: string, expected: string) => boolean): Receiver {
	return async (request) => {
		const expected = await computeSignature(request.url, new URLSearchParams(request.body ?? ""), TOKEN);
		const received = request.headers[HEADER];
		return received !== undefined && isRight(received, expected) ? react(fieldsOf(request)) : respond(403);
	};
}

/** A receiver that does not look at the signature of some requests. */
function unchecked(isUnchecked: (request: HttpRequest) => boolean, response = respond(200)): Receiver {
	return (request) => (isUnchecked(request) ? response : goodReceiver(request));
}

const isUnsigned = ({ headers }: HttpRequest) => headers[HEADER] === undefined;

/** A receiver that responds otherwise when an event is sent again. */
function repeating(again: HttpResponse): Receiver {
	const seen = new Set<string | undefined>();
	return responding(({ EventType }, { headers }) => {
		const id = headers["i-twilio-idempotency-token"];
		const isRepeat = seen.has(id);
		seen.add(id);
		return isRepeat && EventType === "onMessageAdd" ? again : undefined;
	});
}

const isKnown = (name: string) => Object.values(webhookFormats).some(({ fields }) => Object.hasOwn(fields, name));
const hasUnknown = (fields: Fields) => !Object.keys(fields).every(isKnown);
const isPost = ({ EventType }: Fields) => String(EventType).endsWith("ed");
const onValues = (change: (value: string) => string) => seeingForm((form) => form.map(([name, value]) => [name, change(value)]));

/** Rejects what it understands, or fails to, although the signature is right. */
const rejecting = (isRejected: (fields: Fields) => boolean, status = 400) =>
	responding((fields) => (isRejected(fields) ? respond(status) : undefined));

/** A way in which a receiver can be wrong, and the finding that it must lead to; only with GET if it says so. */
type Fault = readonly [name: string, receiver: () => Receiver, check: string, pointer: string, method?: "GET"];

const STATUS = "/response/status";

const SIGNATURE_FAULTS: readonly Fault[] = [
	["accepts what is not signed", () => unchecked(isUnsigned), "signature-required", STATUS],
	["accepts an empty signature", () => unchecked(({ headers }) => headers[HEADER] === ""), "signature-required", STATUS],
	["accepts any signature", () => comparing(() => true), "signature-required", STATUS],
	["fails without a signature", () => unchecked(isUnsigned, respond(500)), "signature-required", STATUS],
	["sends who is not signed to a page", () => unchecked(isUnsigned, respond(302)), "signature-required", STATUS],
	[
		"compares its beginning",
		() => comparing((got, right) => got.slice(0, 8) === right.slice(0, 8)),
		"signature-required",
		STATUS,
	],
	["accepts a part of it", () => comparing((got, right) => right.startsWith(got)), "signature-required", STATUS],
	["signs known fields alone", () => seeingForm((form) => form.filter(([name]) => isKnown(name))), "signature-required", STATUS],
	["trims values", () => onValues((value) => value.trim()), "webhook-accepted", STATUS],
	["leaves empty values out", () => seeingForm((form) => form.filter(([, value]) => value !== "")), "webhook-accepted", STATUS],
	["changes line breaks", () => onValues((value) => value.replaceAll("\r\n", "\n")), "webhook-accepted", STATUS],
	["escapes apostrophes", () => onValues((value) => value.replaceAll("'", "&#39;")), "webhook-accepted", STATUS],
	["reads a plus as a space", () => onValues((value) => value.replaceAll("+", " ")), "webhook-accepted", STATUS],
	["reads bytes as Latin-1", () => onValues((value) => Buffer.from(value).toString("latin1")), "webhook-accepted", STATUS],
	["keeps the last of equal names", () => seeingForm((form) => [...new Map(form)]), "webhook-accepted", STATUS],
	[
		"lower-cases unknown names",
		() => seeingForm((form) => form.map(([name, value]) => [isKnown(name) ? name : name.toLowerCase(), value])),
		"webhook-accepted",
		STATUS,
	],
	["sorts a query", () => seeingQuery((query) => query.split("&").sort().join("&")), "webhook-accepted", STATUS, "GET"],
	[
		"encodes a query anew",
		() => seeingQuery((query) => new URLSearchParams(query).toString()),
		"webhook-accepted",
		STATUS,
		"GET",
	],
];

const RESPONSE_FAULTS: readonly Fault[] = [
	["redirects", () => rejecting(() => true, 302), "webhook-accepted", STATUS],
	["redirects what it may reject", () => rejecting((fields) => !isPost(fields), 307), "webhook-accepted", STATUS],
	["responds by another success", () => rejecting((fields) => !isPost(fields), 202), "webhook-accepted", STATUS],
	["fails for an unknown field", () => rejecting(hasUnknown, 500), "webhook-accepted", STATUS],
	["rejects a new source", () => rejecting(({ Source }) => Source === "A_NEW_CHANNEL"), "webhook-accepted", STATUS],
	["wants a text", () => rejecting((fields) => isPost(fields) && !fields.Body), "webhook-accepted", STATUS],
	[
		"wants an optional field",
		() => rejecting((fields) => isPost(fields) && !("RetryCount" in fields)),
		"webhook-accepted",
		STATUS,
	],
	[
		"fails for emoji",
		() => rejecting(({ Body }) => /\p{Emoji_Presentation}/u.test(String(Body)), 500),
		"webhook-accepted",
		STATUS,
	],
	["rejects a repeat", () => repeating(respond(409)), "repeat-alike", STATUS],
	["does not change what is repeated", () => repeating(respondJson({})), "repeat-alike", "/response/body"],
	[
		"attributes as an object",
		() => responsesOf(respondJson({ attributes: {} })),
		"webhook-response",
		"/response/body/attributes",
	],
	[
		"attributes that are no JSON",
		() => responsesOf(respondJson({ attributes: "{" })),
		"json-in-string",
		"/response/body/attributes",
	],
	["another text as null", () => responsesOf(respondJson({ body: null })), "webhook-response", "/response/body/body"],
	["names in upper case", () => responsesOf(respondJson({ Body: "Hello" })), "member-spelling", "/response/body/Body"],
	["a member that is not read", () => responsesOf(respondJson({ text: "Hello" })), "undocumented-field", "/response/body/text"],
	["a list", () => responsesOf(respondJson([])), "webhook-response", "/response/body"],
	["another content type", () => responsesOf(respond(200, "{}", "text/plain")), "content-type", "/response/headers/content-type"],
	["no JSON", () => responsesOf(respond(200, "ok")), "webhook-response", "/response/body"],
];

/** Every fault that the contract tests of a receiver must catch. */
export const RECEIVER_FAULTS: readonly Fault[] = [...SIGNATURE_FAULTS, ...RESPONSE_FAULTS];
