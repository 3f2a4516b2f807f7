import type { WebhookTable } from "../../../src/core/webhooks/parse-webhook.ts";
import { signedUrls } from "../../../src/core/webhooks/signed-urls.ts";
import type { SignatureScheme } from "../../../src/core/webhooks/verify-request.ts";
import { webhookFormats } from "../../fixtures/toy/generated/webhook-formats.ts";

export const TOY_SCHEME: SignatureScheme = { header: "toy-signature", bodyHash: "bodyHash", urlsOf: signedUrls };

/** The webhooks of the toy API, which have a JSON body, and one with a form. */
export const TOY_WEBHOOKS: WebhookTable = {
	...webhookFormats,
	bookLabelled: {
		event: { field: "Event", value: "book.labelled" },
		fields: { Event: {}, Title: {}, Pages: {}, Tags: { array: true }, Notes: { json: true } },
	},
};
