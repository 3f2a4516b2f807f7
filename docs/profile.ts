import { readFileSync } from "node:fs";
import type { Profile, ProfileText } from "../scripts/docs/profile.ts";
import { canonicalPath } from "../src/twilio/names.ts";
import { SANDBOX_CREDENTIALS } from "../src/twilio/placeholders.ts";
import { receiverSamples } from "./receiver-samples.ts";
import { CREDENTIAL_VARIABLES, sampleWriters } from "./sample-writers.ts";

/** In the order of display. */
const GUIDES = ["client", "webhooks", "sandbox", "contract", "editing", "site"];

/** Reads this project's own part of the site. The current folder must be the root of the project. */
export function readProfile(): Profile {
	const { name } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string };
	return {
		name,
		start: readText("index"),
		guides: GUIDES.map((path) => ({ path, ...readText(path), inReference: path === "webhooks" })),
		deprecation: readText("deprecation"),
		verification: readText("verification"),
		changes: readText("changes"),
		canonicalPath,
		sandboxCredentials: SANDBOX_CREDENTIALS,
		credentials: CREDENTIAL_VARIABLES,
		playground: "docs/playground.ts",
		writers: sampleWriters(name),
		receivers: receiverSamples(name),
	};
}

function readText(name: string): ProfileText {
	const file = `docs/${name}.md`;
	return { file, markdown: readFileSync(file, "utf8") };
}
