import type { GeneratedWebhooks } from "../../../src/core/operation/webhook.ts";
import type { WebhookPolicy } from "../../../src/core/sandbox/policy.ts";
import { webhookRequestValidators } from "../../fixtures/toy/generated/validators/webhook-requests.js";
import { webhookResponseValidators } from "../../fixtures/toy/generated/validators/webhook-responses.js";
import { webhookPayloads } from "../../fixtures/toy/generated/webhook-payloads.ts";
import { webhooks } from "../../fixtures/toy/generated/webhooks.ts";

/** Everything that is generated from the webhooks of the toy API. */
export const toyWebhookApi: GeneratedWebhooks = {
	operations: webhooks,
	requestValidators: webhookRequestValidators,
	responseValidators: webhookResponseValidators,
	payloads: webhookPayloads,
};

/** How a library announces that a shelf or a copy changed: as JSON, with a number for each delivery. */
export function toyWebhooks(overrides: Partial<WebhookPolicy> = {}): WebhookPolicy {
	const loan = { book: "bk_00000001", days: 1 };
	return {
		api: toyWebhookApi,
		before: (_, { actor = "desk" }) => ({ name: "bookLend", fields: { event: "lend", ...loan, reader: actor } }),
		after({ before, after }, { actor = "desk" }) {
			const [{ position } = { position: 0 }] = [after ?? before];
			const due = new Date(position * 1000).toISOString();
			return { name: "bookLent", fields: { event: "lent", ...loan, reader: actor, due } };
		},
		write: async ({ url, fields, id, account }) => ({
			method: "POST",
			url,
			headers: { "content-type": "application/json", "x-delivery": id, "x-account": account },
			body: JSON.stringify(fields),
		}),
		...overrides,
	};
}
