import type { Model } from "../pipeline/model.ts";
import type { Profile } from "./profile.ts";
import { curlSamples } from "./samples/curl.ts";
import { fetchSamples } from "./samples/fetch.ts";

/** The profile of a description that has none of its own: every word comes from the description. */
export function plainProfile({ document, operations }: Model): Profile {
	const secured = operations.some(({ descriptor }) => descriptor.secured);
	return {
		name: document.info.title,
		...(secured && { credentials: { username: "API_USERNAME", password: "API_PASSWORD" } }),
		writers: [curlSamples(), fetchSamples()],
	};
}
