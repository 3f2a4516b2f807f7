import twilio from "twilio";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const client = twilio(accountSid, authToken);
client.conversations.baseUrl = baseUrl;

export const call = () => client.conversations.v1.conversations(ConversationSid).messages(Sid).fetch();
