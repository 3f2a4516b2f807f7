import type { FactTable } from "../fact.ts";
import { specChatV2 } from "./spec-chat-v2.ts";
import { specConversations } from "./spec-conversations.ts";

/**
 * What Twilio's own OpenAPI files state about the operations that none of the documents describes. What a document says of the
 * same member wins, so that no row says otherwise.
 */
export const specs: FactTable = { source: "spec", facts: { ...specConversations, ...specChatV2 } };
