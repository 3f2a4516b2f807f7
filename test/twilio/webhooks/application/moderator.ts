import type { WebhookEvent, WebhookResponse } from "../../../../src/webhooks.ts";

/** What a receiver answers to a webhook. */
export interface Answer {
	readonly status: number;
	readonly body?: WebhookResponse<"onMessageAdd"> | WebhookResponse<"onMessageUpdate">;
}

/** The application: masks numbers of cards before a message is published, keeps what must not be removed, and logs the rest. */
export class Moderator {
	/** What it was told, one line an event. */
	readonly log: string[] = [];

	answer(webhook: WebhookEvent): Answer {
		switch (webhook.event) {
			case "onMessageAdd":
			case "onMessageUpdate": {
				const { Body = "" } = webhook.fields;
				const masked = Body.replace(/\d{12,}/g, "****");
				return masked === Body ? { status: 200 } : { status: 200, body: { body: masked } };
			}
			case "onMessageRemove":
				return { status: webhook.fields.Body?.includes("contract") ? 403 : 200 };
			case "onMessageAdded":
				this.log.push(`${webhook.fields.Author} (${webhook.fields.Source}): ${webhook.fields.Body}`);
				return { status: 200 };
			case "onMessageUpdated":
				this.log.push(`${webhook.fields.Author} changed it: ${webhook.fields.Body}`);
				return { status: 200 };
			case "onMessageRemoved":
				this.log.push(`removed: ${webhook.fields.Body}`);
				return { status: 200 };
			case "onDeliveryUpdated":
				this.log.push(`delivery ${webhook.fields.Status} ${webhook.fields.ErrorCode ?? ""}`.trim());
				return { status: 200 };
			default:
				return { status: 200 };
		}
	}
}
