import { Agent, request } from "node:http";
import { accountSid, authToken, baseUrl, ConversationSid, Sid } from "./ids.mjs";

const url = `${baseUrl}/v1/Conversations/${ConversationSid}/Messages/${Sid}`;
const headers = { accept: "application/json", authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
const agent = new Agent({ keepAlive: true });

export const call = () =>
	new Promise((resolve, reject) => {
		const outgoing = request(url, { agent, headers }, (response) => {
			const chunks = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
			response.on("error", reject);
		});
		outgoing.on("error", reject);
		outgoing.end();
	});
