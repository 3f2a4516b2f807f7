import { CLIENT_RULES, checkOptions } from "../../core/client/options.ts";
import { createClient, type TwilioClient, type TwilioClientOptions } from "./create-client.ts";
import { CREDENTIAL_RULES, type Credentials, signIn } from "./credentials.ts";
import { LOCATION_RULES, type Location } from "./hosts.ts";

/** The official names of the variables. */
const VARIABLES: Readonly<Record<keyof (Credentials & Location), string>> = {
	accountSid: "TWILIO_ACCOUNT_SID",
	authToken: "TWILIO_AUTH_TOKEN",
	apiKey: "TWILIO_API_KEY",
	apiSecret: "TWILIO_API_SECRET",
	edge: "TWILIO_EDGE",
	region: "TWILIO_REGION",
};

const RULES = Object.fromEntries(
	Object.entries({ ...CREDENTIAL_RULES, ...LOCATION_RULES }).map(([name, rule]) => [
		VARIABLES[name as keyof typeof VARIABLES],
		rule,
	]),
);

/**
 * Makes a client with the credentials, edge and region of the environment: `TWILIO_ACCOUNT_SID` and
 * `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`, which win; `TWILIO_EDGE`, `TWILIO_REGION`. An
 * empty variable counts as none. With a `baseUrl`, edge and region have no meaning and are not read.
 *
 * @throws {ValidationError} naming the variable that is missing or malformed. No value is repeated in it.
 */
export function createClientFromEnv(
	options: Omit<TwilioClientOptions, keyof Credentials | keyof Location> = {},
	env: Readonly<Record<string, string | undefined>> = environment(),
): TwilioClient {
	checkOptions("createClientFromEnv", options, CLIENT_RULES);
	const names = Object.entries(VARIABLES).filter(([name]) => options.baseUrl === undefined || !(name in LOCATION_RULES));
	const values: { -readonly [Name in keyof (Credentials & Location)]?: string } = {};
	const found: Record<string, string> = {};
	for (const [name, variable] of names) {
		const value = env[variable];
		if (!value) continue;
		found[variable] = value;
		values[name as keyof typeof VARIABLES] = value;
	}
	checkOptions("createClientFromEnv", found, RULES);
	if (values.apiKey !== undefined && values.apiSecret !== undefined) delete values.authToken;
	signIn("createClientFromEnv", values, (name) => VARIABLES[name]);
	return createClient({ ...options, ...values });
}

/** Not every runtime has a `process`. */
function environment(): Readonly<Record<string, string | undefined>> {
	return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};
}
