import { clientSamples } from "../scripts/docs/samples/client.ts";
import { curlSamples } from "../scripts/docs/samples/curl.ts";
import { fetchSamples } from "../scripts/docs/samples/fetch.ts";
import type { SampleWriter } from "../scripts/docs/samples/sample.ts";
import { officialSamples } from "./official-samples.ts";

/** The environment variables that hold the credentials. */
export const CREDENTIAL_VARIABLES = { username: "TWILIO_ACCOUNT_SID", password: "TWILIO_AUTH_TOKEN" };

/** The writers of samples, in the order of display. */
export function sampleWriters(packageName: string): SampleWriter[] {
	return [
		curlSamples(),
		clientSamples({
			packageName,
			factory: "createClient",
			username: "accountSid",
			password: "authToken",
			baseUrl: "baseUrl",
		}),
		officialSamples(),
		fetchSamples(),
	];
}
