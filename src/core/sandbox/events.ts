import type { SandboxExchange } from "./har.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** What happens in a sandbox, as plain JSON without secrets. */
export type SandboxEvent =
	| { readonly type: "exchange"; readonly exchange: SandboxExchange }
	| { readonly type: "webhook"; readonly delivery: WebhookDelivery }
	/** The state, the faults or the webhooks changed. */
	| { readonly type: "change" };
