import { readFileSync } from "node:fs";
import type { Profile } from "../scripts/docs/profile.ts";
import { readSiteFolder } from "../scripts/docs/site-folder.ts";
import { canonicalPath } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";
import { receiverSamples } from "./receiver-samples.ts";
import { sampleWriters } from "./sample-writers.ts";

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
		playground: "docs/playground.ts",
		writers: sampleWriters(name),
		receivers: receiverSamples(name),
	};
}
