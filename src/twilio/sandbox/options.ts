import { CHECKED_LATER, isPlainObject, type OptionRule, type OptionRules } from "../../core/operation/option-rules.ts";
import { kindOf } from "../../core/operation/value.ts";
import { EXAMPLE_ACCOUNT_SID } from "../placeholders.ts";

/** Credentials that a sandbox accepts. */
export interface SandboxCredentials {
	/** An Account SID (`AC…`) or the SID of an API key (`SK…`). */
	readonly username: string;
	/** The auth token, or the secret of the key. */
	readonly password: string;
	/** The account that an API key belongs to; the sandbox's own by default. */
	readonly accountSid?: string;
}

/**
 * Behaviour that the documents contradict each other about or do not mention. The defaults follow the documents, or else what
 * is known of the live service.
 */
export interface TwilioPolicyOptions {
	/** The account that API keys act for, and that seeds without an account belong to. `AC` and 32 times `a` by default. */
	readonly accountSid?: string;
	/**
	 * The only credentials to accept. By default any that are well-formed, and the `username:password` that the
	 * documented curl has in their place.
	 */
	readonly credentials?: readonly SandboxCredentials[];
	/**
	 * Delivery summary of conversation messages: `null`, as long as there is no participant outside chat (default), or the
	 * `summary` that every documented example carries.
	 */
	readonly delivery?: "null" | "summary";
	/** `date_updated` of a message that was never changed: its `date_created` (default), or `null` where that is allowed. */
	readonly dateUpdated?: "created" | "null";
	/**
	 * `attributes` of a channel message that was created without any, in the response to its creation: `null`, as
	 * documented (default), or `{}`, as in every other response.
	 */
	readonly createdAttributes?: "null" | "empty";
	/** A `PageSize` over the maximum: `reject` with 20007 (default), or `clamp` to the maximum. */
	readonly pageSizeOverMaximum?: "reject" | "clamp";
	/** An update without a field: `reject` with 20161 (default), or `accept` and change nothing. */
	readonly emptyUpdate?: "reject" | "accept";
	/** A message without text, file and template, where none is required: `reject` with 50503 (default), or `accept`. */
	readonly emptyCreate?: "reject" | "accept";
	/** Fields that are not documented: `ignore` and report them (default), or `reject` with 20001. */
	readonly unknownFields?: "ignore" | "reject";
	/**
	 * The service that paths without a service mean. With it, a message of another service is not found there; without it
	 * (default), it is found in its conversation by any service and by none.
	 */
	readonly defaultServiceSid?: string;
	/**
	 * Whose changes a pre-action webhook asks about: those of `participants` (default), or `all`, which includes requests with
	 * `X-Twilio-Webhook-Enabled: true`.
	 */
	readonly preWebhooks?: "participants" | "all";
	/** The status of the error 50056, with which a change is rejected that a pre-action webhook stopped; 403 by default. */
	readonly stoppedStatus?: 400 | 403;
	/** The maximal size of `Attributes` in bytes; 4,096 by default. */
	readonly attributesLimit?: number;
	/** The maximal length of `Author` in characters; 256 by default. */
	readonly authorLimit?: number;
	/** The maximal size of `Body` in bytes, where the description states no limit of its own; 32,768 by default. */
	readonly bodyLimit?: number;
	/** The maximal length of `ContentVariables` in characters; 27,801 by default, which 100 variables of maximal length have. */
	readonly contentVariablesLimit?: number;
}

/** The options with nothing left open. */
export type TwilioPolicySettings = Required<Omit<TwilioPolicyOptions, "credentials" | "defaultServiceSid">> &
	Pick<TwilioPolicyOptions, "credentials" | "defaultServiceSid">;

const DEFAULT_SETTINGS: TwilioPolicySettings = {
	accountSid: EXAMPLE_ACCOUNT_SID,
	delivery: "null",
	dateUpdated: "created",
	createdAttributes: "null",
	pageSizeOverMaximum: "reject",
	emptyUpdate: "reject",
	emptyCreate: "reject",
	unknownFields: "ignore",
	preWebhooks: "participants",
	stoppedStatus: 403,
	attributesLimit: 4096,
	authorLimit: 256,
	bodyLimit: 32_768,
	contentVariablesLimit: 27_801,
};

const COUNT = /^[1-9]\d*$/;
const SID = /^[A-Z]{2}[0-9a-fA-F]{32}$/;
const SETTING_PATTERNS: { readonly [Name in Exclude<keyof TwilioPolicyOptions, "credentials">]-?: RegExp } = {
	accountSid: /^AC[0-9a-fA-F]{32}$/,
	delivery: /^(?:null|summary)$/,
	dateUpdated: /^(?:created|null)$/,
	createdAttributes: /^(?:null|empty)$/,
	pageSizeOverMaximum: /^(?:reject|clamp)$/,
	emptyUpdate: /^(?:reject|accept)$/,
	emptyCreate: /^(?:reject|accept)$/,
	unknownFields: /^(?:ignore|reject)$/,
	preWebhooks: /^(?:participants|all)$/,
	stoppedStatus: /^(?:400|403)$/,
	defaultServiceSid: SID,
	attributesLimit: COUNT,
	authorLimit: COUNT,
	bodyLimit: COUNT,
	contentVariablesLimit: COUNT,
};

/** Whether an option is a number. */
export function isNumericOption(name: string): boolean {
	return typeof (DEFAULT_SETTINGS as Readonly<Record<string, unknown>>)[name] === "number";
}

/** The names of the options that are one text or number each, as `--set name=value` takes them. */
export const SETTABLE_OPTIONS: readonly string[] = Object.keys(SETTING_PATTERNS);

const CREDENTIALS: OptionRule = [
	"a list of objects with a username and a password",
	(value) => {
		const wrong = Array.isArray(value) ? value.findIndex((item) => !areCredentials(item)) : undefined;
		return wrong === -1 || (wrong !== undefined && [String(wrong), Object(value)[wrong]]);
	},
];

/** The rules of all options; those of a text or a number are checked by `resolvePolicyOptions`. */
export const POLICY_RULES: OptionRules = {
	...Object.fromEntries(SETTABLE_OPTIONS.map((name) => [name, CHECKED_LATER])),
	credentials: CREDENTIALS,
};

function areCredentials(value: unknown): boolean {
	if (!isPlainObject(value)) return false;
	const { username, password, accountSid = "" } = value;
	return [username, password, accountSid].every((text) => typeof text === "string");
}

/** A number and a list of values in words; any other pattern as it is. */
function describePattern(pattern: RegExp): string {
	if (pattern === COUNT) return "a whole number from 1";
	const { source } = pattern;
	const [, values] = /^\^\(\?:([\w|]+)\)\$$/.exec(source) ?? [];
	return values?.replaceAll("|", " or ") ?? source.slice(1, -1);
}

/**
 * Checks the options and adds the defaults.
 *
 * @throws {TypeError} naming the option whose value is invalid
 */
export function resolvePolicyOptions(options: TwilioPolicyOptions): TwilioPolicySettings {
	const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
	for (const [name, rule] of Object.entries(SETTING_PATTERNS)) {
		if (!(name in given)) continue;
		const value = given[name];
		const hasType = typeof value === (isNumericOption(name) ? "number" : "string");
		if (hasType && rule.test(String(value))) continue;
		throw new TypeError(`${name}: expected ${describePattern(rule)}, got ${hasType ? JSON.stringify(value) : kindOf(value)}`);
	}
	return { ...DEFAULT_SETTINGS, ...given };
}
