import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { baseUrl, headers, path } from "./ids.mjs";

export function createCall(base) {
	const [Agent, request] = base.startsWith("https:") ? [HttpsAgent, requestHttps] : [HttpAgent, requestHttp];
	const agent = new Agent({ keepAlive: true });
	return () =>
		new Promise((resolve, reject) => {
			const outgoing = request(base + path, { agent, headers }, (response) => {
				const chunks = [];
				response.on("data", (chunk) => chunks.push(chunk));
				response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
				response.on("error", reject);
			});
			outgoing.on("error", reject);
			outgoing.end();
		});
}
export const call = createCall(baseUrl);
