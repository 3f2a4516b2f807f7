import type { SandboxExchange } from "./har.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** Something that happened in a sandbox, as plain JSON without secrets. Exchanges and webhooks have an `id` of their own. */
export type SandboxEvent =
	| { readonly type: "exchange"; readonly id: string; readonly exchange: SandboxExchange }
	| { readonly type: "webhook"; readonly id: string; readonly delivery: WebhookDelivery }
	| { readonly type: "change" };
