import type { Credentials } from "../contract/policy.ts";

/** What curl is told: the shell puts the credentials in. */
const CURL = `-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"`;

/**
 * HTTP Basic, and what must be refused of it.
 *
 * @param exact whether the target knows which passwords are right; a sandbox takes any unless it is told which
 */
export function basicCredentials(username: string, password: string, exact: boolean, curl = CURL): Credentials {
	const malformed = { "malformed credentials": basic("nobody", "nothing") };
	const wrong = exact ? { "a wrong password": basic(username, `${"0".repeat(31)}x`) } : {};
	const { authorization } = basic(username, password);
	return {
		valid: { authorization },
		wrong: { ...malformed, ...wrong },
		secrets: [authorization.slice("Basic ".length), password],
		// Payloads hold the SID of the account too, and are to be read as what they are.
		masks: { [username]: /^(?:AC|SK)/.test(username) ? `${username.slice(0, 2)}${"0".repeat(32)}` : "[redacted]" },
		curl,
	};
}

function basic(username: string, password: string): { authorization: string } {
	const bytes = new TextEncoder().encode(`${username}:${password}`);
	return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
