import { isAccountSid } from "../../../generated/guards.ts";
import type { HttpRequest } from "../../core/operation/http.ts";
import type { SandboxCredentials, TwilioPolicySettings } from "./options.ts";

const KEY_SID = /^SK[0-9a-fA-F]{32}$/;
/** The credentials in the documented curl commands. */
const PLACEHOLDER: SandboxCredentials = { username: "username", password: "password" };

/**
 * Creates the function that returns the account of a request: HTTP Basic with an Account SID and its auth token, or with the
 * SID of an API key and its secret.
 */
export function createAuthenticator({
	accountSid,
	credentials,
}: TwilioPolicySettings): (request: HttpRequest) => string | undefined {
	let lastHeader: string | undefined;
	let lastAccount: string | undefined;
	return ({ headers: { authorization } }) => {
		// A client sends the same header with every request.
		if (authorization === undefined || authorization === lastHeader) return authorization && lastAccount;
		lastAccount = accountOf(readBasic(authorization), accountSid, credentials);
		lastHeader = authorization;
		return lastAccount;
	};
}

function accountOf(
	given: SandboxCredentials | undefined,
	accountSid: string,
	accepted: readonly SandboxCredentials[] | undefined,
): string | undefined {
	if (given === undefined) return undefined;
	const same = ({ username, password }: SandboxCredentials) => username === given.username && password === given.password;
	const known = (accepted ?? [PLACEHOLDER]).find(same);
	if (known === undefined && (accepted || !isWellFormed(given))) return undefined;
	return isAccountSid(given.username) ? given.username : (known?.accountSid ?? accountSid);
}

function isWellFormed({ username, password }: SandboxCredentials): boolean {
	return password !== "" && (isAccountSid(username) || KEY_SID.test(username));
}

/** Reads `Basic` and base64 of a name, a colon and a password (RFC 7617). */
function readBasic(header: string): SandboxCredentials | undefined {
	const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
	if (encoded === undefined) return undefined;
	try {
		const text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
		const colon = text.indexOf(":");
		return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
	} catch {
		return undefined;
	}
}
