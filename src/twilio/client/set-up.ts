import { operations } from "../../../generated/operations.ts";
import { checkOptions, type OptionRule } from "../../core/client/options.ts";
import type { ClientSetup } from "../../core/client/setup.ts";
import { ValidationError } from "../../core/client/validation-error.ts";
import { CREDENTIAL_RULES, type Credentials, signIn } from "./credentials.ts";
import { readErrorBody } from "./error-body.ts";
import { LOCATION_RULES, type Location, locate } from "./hosts.ts";
import { VERSION } from "./version.ts";

/** How to sign in, and which data center to use. */
export interface ServiceOptions extends Credentials, Location {}

/**
 * Checks the options of a client, and tells it what is particular to Twilio.
 *
 * @param rules for the options that are not
 * @throws {ValidationError} naming what is missing, malformed or unknown
 */
export function setUp(
	subject: string,
	options: ServiceOptions & { readonly baseUrl?: string | undefined },
	rules: Readonly<Record<string, OptionRule>>,
): ClientSetup {
	checkOptions(subject, options, { ...CREDENTIAL_RULES, ...LOCATION_RULES, ...rules });
	const located = options.edge ?? options.region;
	if (options.baseUrl !== undefined && located !== undefined) {
		const expected = "no edge and no region beside it, as everything goes there";
		throw new ValidationError(subject, [{ pointer: "/baseUrl", keyword: "expected", expected, received: located }]);
	}
	return {
		subject,
		operations,
		...signIn(subject, options),
		userAgent: `twilio-messages/${VERSION}`,
		requestIdHeader: "twilio-request-id",
		resolveServer: (server) => locate(server, options),
		readError: readErrorBody,
	};
}
