import { operations } from "../../../generated/operations.ts";
import { VERSION } from "../../../generated/version.ts";
import { checkOptions } from "../../core/client/check-options.ts";
import type { ClientConfig } from "../../core/client/client-config.ts";
import { ValidationError } from "../../core/client/validation-error.ts";
import { wrongValue } from "../../core/operation/make-violation.ts";
import type { OptionRules } from "../../core/operation/option-rules.ts";
import { basicAuth, CREDENTIAL_RULES, type Credentials } from "./credentials.ts";
import { DATA_CENTER_RULES, type DataCenter, serverIn } from "./data-center.ts";
import { readErrorBody } from "./error-body.ts";

/** The options that only Twilio has. */
export interface ServiceOptions extends Credentials, DataCenter {}

/**
 * Checks the options of a client and makes its configuration for Twilio.
 *
 * @param rules the rules of the options that are not particular to Twilio
 * @throws {ValidationError} naming the options that are missing, malformed or unknown
 */
export function resolveClientConfig(
	subject: string,
	options: ServiceOptions & { readonly baseUrl?: string | undefined },
	rules: OptionRules,
): ClientConfig {
	checkOptions(subject, options, { ...CREDENTIAL_RULES, ...DATA_CENTER_RULES, ...rules });
	const label = options.edge ?? options.region;
	if (options.baseUrl !== undefined && label !== undefined) {
		const expected = "no edge or region, as every request goes to it";
		throw new ValidationError(subject, [wrongValue("/baseUrl", expected, label)]);
	}
	return {
		subject,
		operations,
		...basicAuth(subject, options),
		userAgent: `twilio-messages/${VERSION}`,
		requestIdHeader: "twilio-request-id",
		resolveServer: (server) => serverIn(server, options),
		readError: readErrorBody,
	};
}
