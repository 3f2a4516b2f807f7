import { createClient } from "twilio-messages";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

export function createCall(base) {
	const client = createClient({ accountSid, authToken, baseUrl: base, transport: "fetch" });
	return () => client.fetchConversationMessage({ ConversationSid, Sid });
}
export const call = createCall(baseUrl);
