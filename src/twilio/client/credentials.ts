import { ValidationError } from "../../core/client/validation-error.ts";
import { missingValue, wrongValue } from "../../core/operation/make-violation.ts";
import { matches, type OptionRule } from "../../core/operation/option-rules.ts";

/** The SID of an account and its auth token, or an API key and its secret. */
export interface Credentials {
	/** `AC` and 32 hexadecimal digits. Not needed beside an API key. */
	readonly accountSid?: string | undefined;
	readonly authToken?: string | undefined;
	/** `SK` and 32 hexadecimal digits. */
	readonly apiKey?: string | undefined;
	readonly apiSecret?: string | undefined;
}

/** As `isAccountSid` of the generated guards, which would make bundles larger; no guard knows the SID of a key. */
const sid = (prefix: string): OptionRule => [
	`${prefix} and 32 hexadecimal digits`,
	matches(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`)),
];
const SECRET: OptionRule = ["a secret without spaces", matches(/^[\x21-\x7e]+$/)];

export const CREDENTIAL_RULES: Readonly<Record<keyof Credentials, OptionRule>> = {
	accountSid: sid("AC"),
	authToken: SECRET,
	apiKey: sid("SK"),
	apiSecret: SECRET,
};

const ACCOUNT_NAMES = ["accountSid", "authToken"] as const;
const KEY_NAMES = ["apiKey", "apiSecret"] as const;

/** The `Authorization` header, and the secrets in it. */
export interface AuthHeader {
	readonly authorization: string;
	/** Texts that must not be printed, by the name to print instead. */
	readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Makes the header for HTTP Basic.
 *
 * @param credentials each of them is known to be well-formed
 * @param nameOf the caller's name for each of them
 * @throws {ValidationError} naming the credentials that are missing or superfluous
 */
export function basicAuth(
	subject: string,
	credentials: Credentials,
	nameOf: (name: keyof Credentials) => string = (name) => name,
): AuthHeader {
	const withKey = credentials.apiKey !== undefined || credentials.apiSecret !== undefined;
	const [user, password] = withKey ? KEY_NAMES : ACCOUNT_NAMES;
	const violations = [user, password].filter((name) => credentials[name] === undefined).map((name) => missingValue(nameOf(name)));
	const [account, key] = [ACCOUNT_NAMES, KEY_NAMES].map((names) => names.map(nameOf).join(" and "));
	if (withKey && credentials.authToken !== undefined) {
		violations.push(wrongValue(`/${nameOf("authToken")}`, `nothing beside ${key}`, credentials.authToken));
	}
	if (violations.length > 0) throw new ValidationError(`${subject} needs ${account}, or ${key}`, violations);
	const text = `${credentials[user]}:${credentials[password]}`;
	// The redactor knows the text in base64, too, with and without padding.
	return { authorization: `Basic ${btoa(text)}`, secrets: { credentials: text, [password]: credentials[password] ?? "" } };
}
