import createFetchClient from "openapi-fetch";
import { baseUrl, ConversationSid, headers, Sid } from "./ids.mjs";

export function createCall(base) {
	const client = createFetchClient({ baseUrl: base, headers });
	const params = { path: { ConversationSid, Sid } };
	return async () => (await client.GET("/v1/Conversations/{ConversationSid}/Messages/{Sid}", { params })).data;
}
export const call = createCall(baseUrl);
