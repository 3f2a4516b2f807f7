import { Agent, request } from "undici";
import { baseUrl, headers, path } from "./ids.mjs";

export function createCall(base) {
	// Not the one of all modules, which the `fetch` of Node would use, too.
	const dispatcher = new Agent();
	return async () => (await request(base + path, { headers, dispatcher })).body.json();
}
export const call = createCall(baseUrl);
