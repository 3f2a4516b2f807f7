import { webhookPayloads } from "../../../generated/webhook-payloads.ts";
import type { HttpRequest } from "../../core/operation/http.ts";
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

/** See `sign`. */
export function makeSigned({ authToken, url, method = "POST", headers = {}, body = null }: SignOptions): Promise<HttpRequest> {
	const given = lowerHeaders(headers);
	// A `Request` would call a text plain.
	const typed = body === null || given["content-type"] ? given : { "content-type": FORM_TYPE, ...given };
	return signRequest({ method, url, headers: typed, body }, SIGNATURE_SCHEME, givenToken(authToken));
}

/** See `testRequest`. */
export function makeTestRequest(
	event: string,
	fields: object,
	{ authToken, url = "https://example.com/", method = "POST" }: TestRequestOptions,
): Promise<HttpRequest> {
	const request = { fields: { ...exampleOf(event), ...fields }, url, method, id: crypto.randomUUID() };
	return signRequest(writeWebhookRequest(request), SIGNATURE_SCHEME, givenToken(authToken));
}

function givenToken(authToken: string): string {
	if (!authToken) throw new TypeError("authToken: expected a token, got none");
	return authToken;
}

function exampleOf(event: string): object {
	const { operations } = webhookPayloads;
	const [example] = Object.hasOwn(operations, event) ? Object.values(operations[event]?.examples ?? {}) : [];
	if (example === undefined) throw new RangeError(`expected ${Object.keys(operations).join(", ")}, got ${event}`);
	return example as object;
}
