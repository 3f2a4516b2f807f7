import { checkOptionNames } from "../../core/operation/option-names.ts";
import { createApiSandbox } from "../../core/sandbox/create-sandbox.ts";
import { SANDBOX_RUN_OPTIONS, type SandboxRunOptions } from "../../core/sandbox/options.ts";
import type { Sandbox } from "../../core/sandbox/sandbox.ts";
import { api } from "../api.ts";
import { POLICY_OPTIONS, type TwilioPolicyOptions } from "./options.ts";
import { createTwilioPolicy } from "./policy.ts";

/** Everything that can be set: how the service behaves, and how the sandbox runs. */
export interface SandboxOptions extends SandboxRunOptions, TwilioPolicyOptions {}

/**
 * Creates a sandbox: a mock server that keeps state, responds as the documents say, and needs no account.
 *
 * ```ts
 * const sandbox = createSandbox();
 * const response = await sandbox.fetch("https://conversations.twilio.com/v1/…", { headers: { authorization } });
 * const { url, close } = await sandbox.listen({ port: 4010 });
 * ```
 *
 * @throws {TypeError} naming the option that is not known, or whose value is invalid
 * @throws {SeedError} naming the place in the seed that is wrong
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
	checkOptionNames("createSandbox", options, { ...SANDBOX_RUN_OPTIONS, ...POLICY_OPTIONS });
	return createApiSandbox(api, createTwilioPolicy(options), options);
}
