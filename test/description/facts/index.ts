import { chatV1Message } from "./chat-v1-message.ts";
import { conventions } from "./conventions.ts";
import { conversationsMessageFetch } from "./conversations-message-fetch.ts";
import { conversationsServiceMessageCreate } from "./conversations-service-message-create.ts";
import { conversationsWebhooks } from "./conversations-webhooks.ts";
import { examples } from "./examples.ts";
import { requests } from "./requests.ts";
import { specs } from "./specs.ts";

/** Every table, the documents first. */
export const FACT_TABLES = [
	conversationsServiceMessageCreate,
	chatV1Message,
	conversationsMessageFetch,
	conversationsWebhooks,
	specs,
	examples,
	requests,
	conventions,
];
