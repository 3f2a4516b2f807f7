import type { OptionRule } from "../../core/client/options.ts";
import { ValidationError } from "../../core/client/validation-error.ts";
import type { Violation } from "../../core/operation/violation.ts";

/** How to sign in: the account's SID with its auth token, or an API key with its secret. */
export interface Credentials {
	/** `AC` and 32 hexadecimal digits. Not needed beside an API key. */
	readonly accountSid?: string | undefined;
	readonly authToken?: string | undefined;
	/** `SK` and 32 hexadecimal digits. */
	readonly apiKey?: string | undefined;
	readonly apiSecret?: string | undefined;
}

const isSid = (prefix: string) => (value: unknown) =>
	typeof value === "string" && new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(value);
const isSecret = (value: unknown) => typeof value === "string" && /^[\x21-\x7e]+$/.test(value);

export const CREDENTIAL_RULES: Readonly<Record<keyof Credentials, OptionRule>> = {
	accountSid: ["AC and 32 hexadecimal digits", isSid("AC")],
	authToken: ["the auth token of the account, text without spaces", isSecret],
	apiKey: ["SK and 32 hexadecimal digits", isSid("SK")],
	apiSecret: ["the secret of the API key, text without spaces", isSecret],
};

/** The header that signs in, and what must not be printed of it. */
export interface SignIn {
	readonly authorization: string;
	readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Makes the header for HTTP Basic. The credentials have been checked one by one.
 *
 * @param nameOf what the caller calls each of them
 * @throws {ValidationError} naming what is missing, or one too many
 */
export function signIn(
	subject: string,
	credentials: Credentials,
	nameOf: (name: keyof Credentials) => string = (name) => name,
): SignIn {
	const withKey = credentials.apiKey !== undefined || credentials.apiSecret !== undefined;
	const [user, password] = withKey ? (["apiKey", "apiSecret"] as const) : (["accountSid", "authToken"] as const);
	const violations = [user, password]
		.filter((name) => credentials[name] === undefined)
		.map((name): Violation => ({ pointer: `/${nameOf(name)}`, keyword: "required", expected: undefined, received: undefined }));
	if (withKey && credentials.authToken !== undefined) {
		const expected = `nothing beside ${nameOf("apiKey")} and ${nameOf("apiSecret")}`;
		violations.push({ pointer: `/${nameOf("authToken")}`, keyword: "expected", expected, received: credentials.authToken });
	}
	if (violations.length > 0) {
		const [accountSid, authToken, apiKey, apiSecret] = (["accountSid", "authToken", "apiKey", "apiSecret"] as const).map(nameOf);
		throw new ValidationError(`${subject} needs ${accountSid} and ${authToken}, or ${apiKey} and ${apiSecret}`, violations);
	}
	const basic = btoa(`${credentials[user]}:${credentials[password]}`);
	return { authorization: `Basic ${basic}`, secrets: { credentials: basic, [password]: credentials[password] ?? "" } };
}
