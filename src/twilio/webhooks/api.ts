import { webhookRequestValidators } from "../../../generated/validators/webhook-requests.js";
import { webhookResponseValidators } from "../../../generated/validators/webhook-responses.js";
import { webhookPayloads } from "../../../generated/webhook-payloads.ts";
import { webhooks } from "../../../generated/webhooks.ts";
import type { GeneratedWebhooks } from "../../core/operation/webhook.ts";

/** Everything that is generated from the webhooks of the description. */
export const webhookApi: GeneratedWebhooks = {
	operations: webhooks,
	requestValidators: webhookRequestValidators,
	responseValidators: webhookResponseValidators,
	payloads: webhookPayloads,
};
