import {
	BOOLEAN,
	choiceOf,
	FUNCTION,
	hasMethods,
	headerEntries,
	isHeader,
	isUrlLike,
	MILLISECONDS,
	type OptionRules,
	wholeNumber,
} from "../operation/option-rules.ts";
import { LONGEST_DELAY } from "../operation/wait.ts";
import { LEVELS } from "./log.ts";
import { TRANSPORT_RULES } from "./runtime-transport.ts";

const SHARED_RULES: OptionRules = {
	timeout: MILLISECONDS,
	totalTimeout: MILLISECONDS,
	retries: wholeNumber(0, 20),
	headers: [
		"headers of Latin text, not authorization nor of the connection",
		(value) => {
			const entries = headerEntries(value);
			return entries !== undefined && (entries.find(([name, text]) => !isHeader(name, text)) ?? true);
		},
	],
};

export const CALL_RULES: OptionRules = {
	...SHARED_RULES,
	idempotent: BOOLEAN,
	signal: ["an AbortSignal", hasMethods(["addEventListener", "removeEventListener"])],
};

/** The rules of the options that need no description. */
export const LEAN_CLIENT_RULES: OptionRules = {
	...SHARED_RULES,
	baseUrl: [
		"an absolute http or https address without credentials, query and fragment",
		isUrlLike(/^https?:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i),
	],
	allowInsecureHttp: BOOLEAN,
	fetch: FUNCTION,
	...TRANSPORT_RULES,
	onRequest: FUNCTION,
	onResponse: FUNCTION,
	onError: FUNCTION,
	onRetry: FUNCTION,
	maxRetryAfter: wholeNumber(0, LONGEST_DELAY),
	maxResponseBytes: wholeNumber(0, 2 ** 30),
	logger: ["an object with debug, info, warn and error", hasMethods(LEVELS)],
	logLevel: choiceOf(...LEVELS),
	now: FUNCTION,
	random: FUNCTION,
	sleep: FUNCTION,
};
