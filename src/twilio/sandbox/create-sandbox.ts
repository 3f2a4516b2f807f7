import description from "../../../generated/openapi.json" with { type: "json" };
import { createSandbox as createGenericSandbox, type Sandbox } from "../../core/sandbox/create-sandbox.ts";
import type { SandboxOptions as GenericOptions } from "../../core/sandbox/options.ts";
import type { SandboxApi } from "../../core/sandbox/policy.ts";
import type { Description } from "../../core/sandbox/schema.ts";
import { api as generated } from "../api.ts";
import type { TwilioPolicyOptions } from "./options.ts";
import { createTwilioPolicy } from "./policy.ts";

/** Everything that can be set: how the service behaves, and how the sandbox runs. */
export interface SandboxOptions extends GenericOptions, TwilioPolicyOptions {}

// The compiler's type of the file is that of every value in it; the sandbox reads it as what it is, a description.
const api: SandboxApi = { ...generated, description: description as unknown as Description };

/**
 * Creates a sandbox: a mock server that keeps state, responds as the documents say, and needs no account.
 *
 * ```ts
 * const sandbox = createSandbox();
 * const response = await sandbox.fetch("https://conversations.twilio.com/v1/…", { headers: { authorization } });
 * const { url, close } = await sandbox.listen({ port: 4010 });
 * ```
 *
 * @throws {TypeError} naming the option whose value is invalid
 * @throws {SeedError} naming the place in the seed that is wrong
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
	return createGenericSandbox(api, createTwilioPolicy(options), options);
}
