import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const url = `${baseUrl}/v1/Conversations/${ConversationSid}/Messages/${Sid}`;
const headers = { accept: "application/json", authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };

export const call = async () => (await fetch(url, { headers })).json();
