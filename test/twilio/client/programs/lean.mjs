import { createLeanClient } from "twilio-messages";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const client = createLeanClient({ accountSid, authToken, baseUrl });

export const call = () => client.fetchConversationMessage({ ConversationSid, Sid });
