import type { Credentials } from "../../core/contract/policy.ts";

/**
 * HTTP Basic, and what must be refused of it.
 *
 * @param exact whether the target knows which passwords are right; a sandbox takes any unless it is told which
 * @param curl what curl is told to sign in, without a secret: the shell puts it in
 */
export function basicCredentials(username: string, password: string, exact: boolean, curl = '-u "$CREDENTIALS"'): Credentials {
	const malformed = { "malformed credentials": basic("nobody", "nothing") };
	const wrong = { "a wrong password": basic(username, `${"0".repeat(31)}x`) };
	const { authorization } = basic(username, password);
	return {
		valid: { authorization },
		wrong: { ...malformed, ...(exact && wrong) },
		...(!exact && { untried: { "a wrong password": "no credentials were given, so that nobody knows which password is right" } }),
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
