import type { TargetCredentials } from "../../core/contract/policy.ts";
import { basicAuthorization } from "../../core/operation/user-info.ts";

/**
 * Credentials for HTTP Basic, with the wrong ones that a target must reject.
 *
 * @param exact whether the target knows the right password; a sandbox accepts any unless it is configured
 * @param curl the curl options for authentication, with shell variables for secrets
 */
export function basicCredentials(
	username: string,
	password: string,
	exact: boolean,
	curl = '-u "$CREDENTIALS"',
): TargetCredentials {
	const malformed = { "malformed credentials": basic("nobody", "nothing") };
	const wrong = { "a wrong password": basic(username, `${"0".repeat(31)}x`) };
	const { authorization } = basic(username, password);
	return {
		valid: { authorization },
		wrong: { ...malformed, ...(exact && wrong) },
		...(!exact && { untried: { "a wrong password": "no credentials were given, so that the right password is unknown" } }),
		secrets: [authorization.slice("Basic ".length), password],
		// Payloads contain the account SID too: the mask keeps its shape, so that reports stay readable.
		masks: { [username]: /^(?:AC|SK)/.test(username) ? `${username.slice(0, 2)}${"0".repeat(32)}` : "[redacted]" },
		curl,
	};
}

function basic(username: string, password: string): { authorization: string } {
	return { authorization: basicAuthorization({ username, password }) };
}
