import type { WebhookPolicy } from "../../../src/core/sandbox/policy.ts";
import { toyWebhookApi } from "../../fixtures/toy/api.ts";

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
