import type { WebhookTable } from "../../../src/core/webhooks/parse-webhook.ts";
import { signedUrls } from "../../../src/core/webhooks/signed-urls.ts";
import type { SignatureScheme } from "../../../src/core/webhooks/verify-request.ts";

export const TOY_SCHEME: SignatureScheme = { header: "toy-signature", bodyHash: "bodyHash", urlsOf: signedUrls };

/** One webhook with a form, and two with a JSON body. */
export const TOY_WEBHOOKS: WebhookTable = {
	bookLent: {
		event: { field: "Event", value: "book.lent" },
		fields: { Event: {}, Title: {}, Pages: {}, Tags: { array: true }, Notes: { json: true } },
	},
	bookReturned: {
		event: { field: "type", value: "book.returned" },
		fields: { type: {}, days: {} },
	},
	bookLost: {
		event: { field: "type", value: "book.lost" },
		fields: { type: {} },
	},
};
