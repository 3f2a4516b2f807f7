import { baseUrl, headers, path } from "./ids.mjs";

export const createCall = (base) => async () => {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), 30_000);
	try {
		const response = await fetch(base + path, { headers, signal: controller.signal });
		return await response.json();
	} finally {
		clearTimeout(timer);
	}
};
export const call = createCall(baseUrl);
