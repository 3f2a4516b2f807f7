import { createClient } from "twilio-messages";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const client = createClient({ accountSid, authToken, baseUrl, transport: "fetch" });

export const call = () => client.fetchConversationMessage({ ConversationSid, Sid });
