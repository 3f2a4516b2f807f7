import { choiceOf, isFunction, isPlainObject, type OptionRules } from "../operation/option-rules.ts";
import { LEAN_CLIENT_RULES } from "./client-rules.ts";
import type { DriftWatch } from "./drift.ts";
import type { RequestCheck } from "./request-check.ts";
import type { ResolvedOptions } from "./resolve-options.ts";

/** The checks against the description that a client can do. */
export interface ClientChecks {
	/** Makes the check of requests. Without it, argument values are not checked. */
	readonly createRequestCheck?: (options: ResolvedOptions) => RequestCheck;
	/** Loads the check of responses. Called only where `validate` is `all`. */
	readonly loadDriftWatch?: () => Promise<(options: ResolvedOptions) => DriftWatch>;
}

/** The rules of the options of a client that can do checks. */
export const CLIENT_RULES: OptionRules = {
	...LEAN_CLIENT_RULES,
	validate: choiceOf("off", "request", "all"),
	unenforced: [
		"an object of lists of rules",
		(value) => isPlainObject(value) && Object.values(value).every((rules) => Array.isArray(rules)),
	],
	onDrift: ['a function or "throw"', (value) => value === "throw" || isFunction(value)],
};
