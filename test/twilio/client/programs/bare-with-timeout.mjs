import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const url = `${baseUrl}/v1/Conversations/${ConversationSid}/Messages/${Sid}`;
const headers = { accept: "application/json", authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };

export async function call() {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), 30_000);
	try {
		const response = await fetch(url, { headers, signal: controller.signal });
		return await response.json();
	} finally {
		clearTimeout(timer);
	}
}
