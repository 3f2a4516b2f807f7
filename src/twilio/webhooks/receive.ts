import { webhookFormats } from "../../../generated/webhook-formats.ts";
import type { HttpRequest } from "../../core/operation/http.ts";
import type { WebHeaders, WebRequest } from "../../core/operation/web-types.ts";
import { parseWebhook, textOfFields } from "../../core/webhooks/parse-webhook.ts";
import {
	type HeaderRecord,
	lowerHeaders,
	type NodeRequest,
	type ReceiveOptions,
	receiveRequest,
	rejectUnknown,
	textOfBody,
} from "../../core/webhooks/receive-request.ts";
import { verifyRequest } from "../../core/webhooks/verify-request.ts";
import { SIGNATURE_SCHEME } from "./scheme.ts";
import type { WebhookEvent } from "./webhook-types.ts";

/** The auth token of the account; several while it is being replaced. Those that are undefined or empty are ignored. */
export type AuthTokens = string | undefined | readonly (string | undefined)[];

/** A request to verify. */
export interface VerifyOptions {
	/** The whole address as Twilio has it, with the query as it came. */
	readonly url: string;
	readonly method: string;
	readonly headers: WebHeaders | HeaderRecord;
	/** The body as it came: its text, or its bytes; none for a GET. */
	readonly body?: string | Uint8Array | null | undefined;
	readonly authToken: AuthTokens;
}

/** How a request is read and verified. */
export interface ParseAndVerifyOptions extends ReceiveOptions {
	readonly authToken: AuthTokens;
}

/**
 * Reads a webhook: the text of a form, or of the query of a GET, or a request. Its sender is not verified.
 *
 * An event that is not described is no error, as a receiver may be sent others too: its `event` is `unknown`.
 *
 * @throws {WebhookError} if it is no webhook
 */
export function parse(text: string): WebhookEvent;
/**
 * Reads a webhook from a `Request`, or from what `node:http` passes to a handler. The body is consumed.
 *
 * @throws {WebhookError} if it is no webhook
 * @throws {TypeError} if an option is not known, or if the body has been read before, and was not kept
 */
export function parse(request: WebRequest | NodeRequest, options?: Omit<ReceiveOptions, "publicUrl">): Promise<WebhookEvent>;
export function parse(source: string | WebRequest | NodeRequest, options?: ReceiveOptions): WebhookEvent | Promise<WebhookEvent> {
	return typeof source === "string" ? toEvent(source) : receiveRequest(source, options).then(textOfFields).then(toEvent);
}

/**
 * Verifies that Twilio sent a request: resolves if it did, so that a request that it did not send cannot be taken for one.
 *
 * @throws {WebhookError} saying which part does not fit. It repeats no token and no value.
 * @throws {TypeError} if there is no token, or if this is no request
 */
export async function verify(options: VerifyOptions): Promise<void> {
	const { authToken, headers, body: given, url, method, ...unknown } = Object(options) as VerifyOptions;
	rejectUnknown(unknown);
	const tokens = tokensOf(authToken);
	const body = given == null ? null : textOfBody(given);
	if (body === undefined) throw new TypeError("body: expected its text or its bytes, as they came");
	await verifyRequest({ url, method, headers: lowerHeaders(headers), body }, SIGNATURE_SCHEME, tokens);
}

/**
 * Reads a webhook from a `Request`, or from what `node:http` passes to a handler, and verifies that Twilio sent it. The body is
 * consumed.
 *
 * @param options `authToken`; `publicUrl` if a proxy changes the address; `body` if the body has been read before
 * @throws {WebhookError} if Twilio did not send it, or if it is no webhook; respond with its `status`
 * @throws {TypeError} if there is no token, if an option is not known, or if the body has been read before, and was not kept
 */
export async function parseAndVerify(request: WebRequest | NodeRequest, options: ParseAndVerifyOptions): Promise<WebhookEvent> {
	const { authToken, ...receiving } = Object(options) as ParseAndVerifyOptions;
	const tokens = tokensOf(authToken);
	const received: HttpRequest = await receiveRequest(request, receiving);
	await verifyRequest(received, SIGNATURE_SCHEME, tokens);
	return toEvent(textOfFields(received));
}

/** The types are generated from the table that is parsed by. */
function toEvent(text: string): WebhookEvent {
	return parseWebhook(webhookFormats, text) as unknown as WebhookEvent;
}

/** The tokens that there are. Without one, every request would be rejected. */
function tokensOf(authToken: AuthTokens): string[] {
	const tokens = [authToken].flat().filter((token): token is string => typeof token === "string" && token !== "");
	if (tokens.length === 0) throw new TypeError("authToken: expected a token, got none");
	return tokens;
}
