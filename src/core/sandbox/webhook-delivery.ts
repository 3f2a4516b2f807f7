import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { decodeRequest, encodeRequest } from "../operation/request.ts";
import { basicAuthorization, userInfoOf } from "../operation/user-info.ts";
import { violationsOf } from "../operation/violation.ts";
import type { WebhookDescriptor } from "../operation/webhook.ts";
import type { DueWebhook, OutgoingWebhook, WebhookPolicy } from "./policy.ts";
import { sendWebhook, type WebhookTransport } from "./send-webhook.ts";

/** A webhook that was sent, or could not be. */
export interface WebhookDelivery {
	/** The name of the webhook. */
	readonly name: string;
	/** When it was sent, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until its response arrived, or it failed. */
	readonly elapsed: number;
	/** Undefined where it could not be written. */
	readonly request: HttpRequest | undefined;
	/** Undefined where none arrived. */
	readonly response: HttpResponse | undefined;
	/** Why no response arrived. */
	readonly error: string | undefined;
}

/** Where a webhook goes, and how. The address may have a user, a password and a fragment. */
export type WebhookTarget = Pick<OutgoingWebhook, "url" | "method" | "account" | "id">;

/** Writes a webhook and sends it. A failure is a delivery, too. */
export async function deliverWebhook(
	policy: WebhookPolicy,
	event: DueWebhook,
	target: WebhookTarget,
	transport: WebhookTransport,
	now: () => number,
): Promise<WebhookDelivery> {
	const started = now();
	let request: HttpRequest | undefined;
	let response: HttpResponse | undefined;
	let error: string | undefined;
	try {
		request = await writeEvent(policy, event, target);
		response = await sendWebhook(request, transport);
	} catch (failure) {
		error = failure instanceof Error ? failure.message : String(failure);
	}
	return { name: event.name, started, elapsed: now() - started, request, response, error };
}

/** @throws {Error} where the description does not allow such a webhook, or the policy cannot write it */
async function writeEvent(policy: WebhookPolicy, event: DueWebhook, target: WebhookTarget): Promise<HttpRequest> {
	const webhook = checkEvent(policy, event);
	const address = new URL(target.url);
	const user = userInfoOf(address);
	Object.assign(address, { username: "", password: "", hash: "" });
	const request = await policy.write({ ...target, ...event, webhook, url: address.href });
	if (user === undefined) return request;
	return { ...request, headers: { ...request.headers, authorization: basicAuthorization(user) } };
}

function checkEvent({ api }: WebhookPolicy, { name, fields }: DueWebhook): WebhookDescriptor {
	const webhook = Object.hasOwn(api.operations, name) ? api.operations[name] : undefined;
	if (webhook === undefined) throw new Error(`not sent: no webhook is called ${name}`);
	const validator = api.requestValidators[name]?.body;
	const [violation] = validator ? violationsOf(validator, asReceived(webhook, fields)) : [];
	if (violation === undefined) return webhook;
	const { pointer, keyword, expected } = violation;
	throw new Error(`not sent: ${pointer || "the body"} breaks ${keyword} (${JSON.stringify(expected)})`);
}

/** The fields of a body as its receiver reads them. */
function asReceived(webhook: WebhookDescriptor, fields: DueWebhook["fields"]): unknown {
	return decodeRequest(webhook, encodeRequest(webhook, { body: fields }, "http://localhost"))?.body;
}
