import type { operations } from "../../../generated/operations.ts";
import type { paths, operations as types } from "../../../generated/schema.d.ts";
import { requestValidators } from "../../../generated/validators/requests.js";
import { createOperationsClient } from "../../core/client/create-client.ts";
import { CLIENT_RULES, type ClientOptions } from "../../core/client/options.ts";
import { createRequestCheck } from "../../core/client/request-check.ts";
import type { Client } from "../../core/client/types.ts";
import { type ServiceOptions, setUp } from "./set-up.ts";

/** How to sign in, which data center to use, and how to behave. */
export interface TwilioClientOptions extends ServiceOptions, ClientOptions {}

/** A method for every operation, and `http` for calls by path. */
export type TwilioClient = Client<typeof operations, types, paths>;

/**
 * Makes a client for Twilio's message endpoints.
 *
 * @param options `accountSid` and `authToken`, or `apiKey` and `apiSecret`; the others as needed
 * @throws {ValidationError} naming what is missing, malformed or unknown. No value is repeated in it.
 */
export function createClient(options: TwilioClientOptions): TwilioClient {
	const checks = {
		createRequestCheck: createRequestCheck.bind(undefined, requestValidators),
		// Apart, so that who does not ask for it does not load it.
		loadDriftWatch: async () => (await import("./watch-drift.ts")).watchDrift,
	};
	return createOperationsClient({ ...setUp("createClient", options, CLIENT_RULES), ...checks }, options);
}
