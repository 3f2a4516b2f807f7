import type { WebhookTable } from "../../../src/core/webhooks/parse-webhook.ts";
import { signedUrls } from "../../../src/core/webhooks/signed-urls.ts";
import type { SignatureScheme } from "../../../src/core/webhooks/verify-request.ts";

export const TOY_SCHEME: SignatureScheme = { header: "toy-signature", bodyHash: "bodyHash", urlsOf: signedUrls };

/** One webhook with a form, and two with a JSON body. */
export const TOY_WEBHOOKS: WebhookTable = {
	bookLent: {
		event: { field: "Event", value: "book.lent" },
		body: {
			mediaType: "application/x-www-form-urlencoded",
			required: true,
			fields: {
				Event: { type: "string", required: true },
				Title: { type: "string" },
				Pages: { type: "integer" },
				Tags: { type: "string", array: true },
				Notes: { type: "string", json: true },
			},
		},
	},
	bookReturned: {
		event: { field: "type", value: "book.returned" },
		body: { mediaType: "application/json", required: true, fields: { type: { required: true }, days: {} } },
	},
	bookLost: {
		event: { field: "type", value: "book.lost" },
		body: { mediaType: "application/json", required: true, fields: { type: { required: true } } },
	},
};
