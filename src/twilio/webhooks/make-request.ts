import { webhookPayloads } from "../../../generated/webhook-payloads.ts";
import type { HttpRequest } from "../../core/operation/http.ts";
import { hintOf } from "../../core/operation/nearest.ts";
import {
	choiceOf,
	HTTP_URL,
	headerEntries,
	isPlainObject,
	matches,
	type RulesOf,
	SECRET_TEXT,
} from "../../core/operation/option-rules.ts";
import { requireOptions } from "../../core/operation/require-options.ts";
import { kindOf } from "../../core/operation/value.ts";
import type { WebHeaders } from "../../core/operation/web-types.ts";
import { type HeaderRecord, lowerHeaders } from "../../core/webhooks/receive-request.ts";
import { signRequest } from "../../core/webhooks/sign-request.ts";
import { FORM_TYPE } from "../../core/webhooks/verify-request.ts";
import { SIGNATURE_SCHEME } from "./scheme.ts";
import type { WebhookFields, WebhookName } from "./webhook-types.ts";
import { writeWebhookRequest } from "./write-request.ts";

/** A request to sign. */
export interface SignOptions {
	/** The whole address. */
	readonly url: string;
	/** `POST` by default. */
	readonly method?: string;
	/** The body is a form, unless the content type says otherwise. */
	readonly headers?: WebHeaders | HeaderRecord;
	readonly body?: string | null;
	readonly authToken: string;
}

/** Where a test request is sent, and how. */
export interface TestRequestOptions {
	readonly authToken: string;
	/** The address of the receiver; `https://example.com/` by default. */
	readonly url?: string;
	/** `POST` by default. */
	readonly method?: "GET" | "POST";
}

/** The fields of a test request: those that are undefined are left out, a list is sent as a repeated field. */
export type TestFields<Name extends WebhookName> = {
	readonly [Field in keyof WebhookFields<Name>]?: WebhookFields<Name>[Field] | undefined;
};

const SIGN_RULES: RulesOf<SignOptions> = {
	authToken: SECRET_TEXT,
	url: HTTP_URL,
	method: ["a text", matches(/./)],
	headers: ["headers", (value) => headerEntries(value) !== undefined],
	body: ["a text, or null", (value) => value === null || typeof value === "string"],
};

const TEST_REQUEST_RULES: RulesOf<TestRequestOptions> = {
	authToken: SECRET_TEXT,
	url: HTTP_URL,
	method: choiceOf("GET", "POST"),
};

/** See `sign`. */
export function makeSigned(options: SignOptions): Promise<HttpRequest> {
	requireOptions("sign", options, SIGN_RULES, ["authToken", "url"]);
	const { authToken, url, method = "POST", headers = {}, body = null } = options;
	const given = lowerHeaders(headers);
	// A `Request` would call a text plain.
	const typed = body === null || given["content-type"] ? given : { "content-type": FORM_TYPE, ...given };
	return signRequest({ method, url, headers: typed, body }, SIGNATURE_SCHEME, authToken);
}

/** See `testRequest`. */
export function makeTestRequest(event: string, fields: object, options: TestRequestOptions): Promise<HttpRequest> {
	requireOptions("testRequest", options, TEST_REQUEST_RULES, ["authToken"]);
	if (!isPlainObject(fields)) throw new TypeError(`fields: expected an object, got ${kindOf(fields)}`);
	for (const [name, value] of Object.entries(fields)) {
		if (![value].flat().every(isFieldValue))
			throw new TypeError(`fields.${name}: expected a text of whole characters, or several, got ${kindOf(value)}`);
	}
	const { authToken, url = "https://example.com/", method = "POST" } = options;
	const request = { fields: { ...exampleOf(event), ...fields }, url, method, id: crypto.randomUUID() };
	return signRequest(writeWebhookRequest(request), SIGNATURE_SCHEME, authToken);
}

/** Whether a value can be sent: a number and a boolean as their text; undefined leaves a field out. */
function isFieldValue(value: unknown): boolean {
	if (typeof value === "string") return value.isWellFormed();
	return value === undefined || typeof value === "boolean" || Number.isFinite(value);
}

function exampleOf(event: string): object {
	const { operations } = webhookPayloads;
	const [example] = Object.hasOwn(operations, event) ? Object.values(operations[event]?.examples ?? {}) : [];
	if (example === undefined) {
		const known = Object.keys(operations);
		throw new RangeError(`event: expected ${known.join(", ")}, got ${String(event)}${hintOf(event, known)}`);
	}
	return example as object;
}
