import type { operations } from "../../../generated/operations.ts";
import type { paths, operations as types } from "../../../generated/schema.d.ts";
import { checkOptions } from "../../core/client/check-options.ts";
import { CLIENT_RULES } from "../../core/client/client-checks.ts";
import type { ClientConfig } from "../../core/client/client-config.ts";
import { createOperationsClient } from "../../core/client/create-client.ts";
import { mayUseRuntimeTransport, proxySecrets, TRANSPORT_RULES } from "../../core/client/runtime-transport.ts";
import { createProxyRule, findProxyVariable, withScheme } from "../../core/network/proxy-rule.ts";
import { CLIENT_CHECKS, type TwilioClient, type TwilioClientOptions } from "./create-client.ts";
import { basicAuth, CREDENTIAL_RULES, type Credentials } from "./credentials.ts";
import { DATA_CENTER_RULES, type DataCenter } from "./data-center.ts";
import { resolveClientConfig } from "./resolve-client-config.ts";

/** The official names of the variables. */
const ENVIRONMENT_VARIABLES: Readonly<Record<keyof (Credentials & DataCenter), string>> = {
	accountSid: "TWILIO_ACCOUNT_SID",
	authToken: "TWILIO_AUTH_TOKEN",
	apiKey: "TWILIO_API_KEY",
	apiSecret: "TWILIO_API_SECRET",
	edge: "TWILIO_EDGE",
	region: "TWILIO_REGION",
};

const VARIABLE_RULES = Object.fromEntries(
	Object.entries({ ...CREDENTIAL_RULES, ...DATA_CENTER_RULES }).map(([name, rule]) => [
		ENVIRONMENT_VARIABLES[name as keyof typeof ENVIRONMENT_VARIABLES],
		rule,
	]),
);

/**
 * Makes a client with the credentials, edge and region of the environment: `TWILIO_API_KEY` and `TWILIO_API_SECRET`, or
 * else `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`; `TWILIO_EDGE`, `TWILIO_REGION`. Empty variables count as missing.
 * With a `baseUrl`, edge and region are not read. In Node, unless `fetch` sends the requests, also `HTTPS_PROXY`, `HTTP_PROXY` or
 * `ALL_PROXY`, and `NO_PROXY`, in upper or lower case; this machine itself is called directly.
 *
 * @throws {ValidationError} naming the variable that is missing or malformed. It repeats no value.
 */
export function createClientFromEnv(
	options: Omit<TwilioClientOptions, keyof Credentials | keyof DataCenter> = {},
	env: Readonly<Record<string, string | undefined>> = environment(),
): TwilioClient {
	checkOptions("createClientFromEnv", options, CLIENT_RULES);
	const names = Object.entries(ENVIRONMENT_VARIABLES).filter(
		([name]) => options.baseUrl === undefined || !(name in DATA_CENTER_RULES),
	);
	const values: { -readonly [Name in keyof (Credentials & DataCenter)]?: string } = {};
	const found: Record<string, string> = {};
	for (const [name, variable] of names) {
		const value = env[variable];
		if (!value) continue;
		found[variable] = value;
		values[name as keyof typeof ENVIRONMENT_VARIABLES] = value;
	}
	checkOptions("createClientFromEnv", found, VARIABLE_RULES);
	if (values.apiKey !== undefined && values.apiSecret !== undefined) delete values.authToken;
	// Only for its errors, which name the variables.
	basicAuth("createClientFromEnv", values, (name) => ENVIRONMENT_VARIABLES[name]);
	const given: TwilioClientOptions = { ...options, ...values };
	const config = resolveClientConfig("createClientFromEnv", given, CLIENT_RULES);
	const { environmentProxy, secrets } = readProxies(options, env);
	return createOperationsClient<typeof operations, types, paths>(
		{ ...config, environmentProxy, secrets: { ...config.secrets, ...secrets } },
		given,
		CLIENT_CHECKS,
	);
}

/**
 * The proxies of the environment, which a proxy or an agent of the options replaces. Where a `fetch` sends the requests, proxies are
 * its own matter.
 */
function readProxies(
	options: TwilioClientOptions,
	env: Readonly<Record<string, string | undefined>>,
): Partial<Pick<ClientConfig, "environmentProxy" | "secrets">> {
	if (options.agent || !mayUseRuntimeTransport(options)) return {};
	const secrets: Record<string, string> = {};
	for (const protocol of ["https:", "http:"] as const) {
		const [variable, value] = findProxyVariable(protocol, env) ?? [];
		if (!variable || !value) continue;
		const proxy = withScheme(value);
		checkOptions("createClientFromEnv", { [variable]: proxy }, { [variable]: TRANSPORT_RULES.proxy });
		for (const [name, secret] of Object.entries(proxySecrets(proxy))) secrets[`${name} of ${variable}`] = secret;
	}
	return { environmentProxy: createProxyRule(env), secrets };
}

/** Not every runtime has a `process`. */
function environment(): Readonly<Record<string, string | undefined>> {
	return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};
}
