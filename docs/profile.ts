import { readFileSync } from "node:fs";
import type { Profile } from "../scripts/docs/profile.ts";
import { clientSamples } from "../scripts/docs/samples/client.ts";
import { curlSamples } from "../scripts/docs/samples/curl.ts";
import { fetchSamples } from "../scripts/docs/samples/fetch.ts";
import { readSiteFolder } from "../scripts/docs/site-folder.ts";
import { canonicalPath } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";
import { officialSamples } from "./official-samples.ts";
import { receiverSamples } from "./receiver-samples.ts";

/**
 * Reads this project's own part of the site: the words and the look from `site.yaml`, and here what is code. The current
 * folder must be the root of the project.
 */
export function readProfile(): Profile {
	const { name } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string };
	return {
		name,
		...readSiteFolder("docs"),
		canonicalPath,
		sandboxCredentials: SANDBOX_CREDENTIALS,
		writers: [
			curlSamples(),
			clientSamples({
				packageName: name,
				factory: "createClient",
				username: "accountSid",
				password: "authToken",
				baseUrl: "baseUrl",
			}),
			officialSamples(),
			fetchSamples(),
		],
		receivers: receiverSamples(name),
	};
}
