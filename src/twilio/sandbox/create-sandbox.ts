import { requireOptions } from "../../core/operation/require-options.ts";
import { createApiSandbox } from "../../core/sandbox/create-sandbox.ts";
import { SANDBOX_RUN_RULES, type SandboxRunOptions } from "../../core/sandbox/options.ts";
import type { Sandbox } from "../../core/sandbox/sandbox.ts";
import { api } from "../api.ts";
import { POLICY_RULES, type TwilioPolicyOptions } from "./options.ts";
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
	requireOptions("createSandbox", options, { ...SANDBOX_RUN_RULES, ...POLICY_RULES });
	return createApiSandbox(api, createTwilioPolicy(options), options);
}
