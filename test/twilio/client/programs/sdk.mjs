import twilio from "twilio";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

export function createCall(base) {
	const client = twilio(accountSid, authToken);
	client.conversations.baseUrl = base;
	return () => client.conversations.v1.conversations(ConversationSid).messages(Sid).fetch();
}
export const call = createCall(baseUrl);
