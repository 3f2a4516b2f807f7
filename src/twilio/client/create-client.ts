import type { operations } from "../../../generated/operations.ts";
import type { paths, operations as types } from "../../../generated/schema.d.ts";
import { requestValidators } from "../../../generated/validators/requests.js";
import { CLIENT_RULES, type ClientChecks } from "../../core/client/client-checks.ts";
import { type Client, createOperationsClient } from "../../core/client/create-client.ts";
import type { ClientOptions } from "../../core/client/options.ts";
import { createRequestCheck } from "../../core/client/request-check.ts";
import type { ArgumentsOf, SuccessOf } from "../../core/client/types.ts";
import { resolveClientConfig, type ServiceOptions } from "./resolve-client-config.ts";

/** Credentials, data center and the general options of a client. */
export interface TwilioClientOptions extends ServiceOptions, ClientOptions {}

/** A method for every operation, and `http` for calls by path. */
export interface TwilioClient extends Client<typeof operations, types, paths> {}

/** The operationIds, which are the names of the methods. */
export type OperationId = keyof typeof operations;

/** The arguments of an operation's method: `OperationArguments<"createChannelMessage">`. */
export type OperationArguments<Id extends OperationId> = ArgumentsOf<(typeof operations)[Id], types[Id]>;

/** The documented payload of an operation, for a list a page: `OperationResult<"fetchConversationMessage">`. */
export type OperationResult<Id extends OperationId> = SuccessOf<types[Id]>;

/** The checks of a client with validators. */
export const CLIENT_CHECKS: ClientChecks = {
	// Not bound: bundlers keep what is bound, and its validators with it, also for clients that do not use it.
	createRequestCheck: (options) => createRequestCheck(requestValidators, options),
	// Imported on demand, so that only clients that check responses load the validators.
	loadDriftWatch: async () => (await import("./watch-drift.ts")).watchDrift,
};

/**
 * Makes a client for Twilio's message endpoints.
 *
 * @param options `accountSid` and `authToken`, or `apiKey` and `apiSecret`; the others as needed
 * @throws {ValidationError} naming the options that are missing, malformed or unknown. It repeats no value.
 */
export function createClient(options: TwilioClientOptions): TwilioClient {
	const config = resolveClientConfig("createClient", options, CLIENT_RULES);
	return createOperationsClient<typeof operations, types, paths>(config, options, CLIENT_CHECKS);
}
