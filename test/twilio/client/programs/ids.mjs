export const baseUrl = process.env.BASE_URL ?? "http://127.0.0.1:1";
export const accountSid = `AC${"a".repeat(32)}`;
export const authToken = "b".repeat(32);
export const ConversationSid = `CH${"a".repeat(32)}`;
export const Sid = `IM${"a".repeat(32)}`;
export const path = `/v1/Conversations/${ConversationSid}/Messages/${Sid}`;
export const headers = { accept: "application/json", authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
