import description from "../generated/openapi.json" with { type: "json" };
import { operations } from "../generated/operations.ts";
import { requestValidators } from "../generated/validators/requests.js";
import { responseValidators } from "../generated/validators/responses.js";
import type { CommandContext, CommandSetup } from "./sandbox/command.ts";
import { createSandbox as createGenericSandbox, type Sandbox } from "./sandbox/create-sandbox.ts";
import type { SandboxOptions as GenericOptions } from "./sandbox/options.ts";
import type { SandboxApi } from "./sandbox/policy.ts";
import type { Description } from "./sandbox/schema.ts";
import { createTwilioPolicy } from "./twilio/sandbox-policy.ts";
import { readSettings } from "./twilio/sandbox-policy-command.ts";
import { hints, SETTINGS_HELP } from "./twilio/sandbox-policy-hints.ts";
import type { TwilioPolicyOptions } from "./twilio/sandbox-policy-options.ts";

export type { Har, HarEntry } from "./operation/har.ts";
export type { CommandContext } from "./sandbox/command.ts";
export { ConnectionResetError, type Sandbox } from "./sandbox/create-sandbox.ts";
export { changeBody, changeMember } from "./sandbox/drifts.ts";
export type { Drift, DriftContext, DriftLeave, DriftMaker, Fault } from "./sandbox/faults.ts";
export { FaultError, parseFault } from "./sandbox/faults.ts";
export type { Exchange } from "./sandbox/har.ts";
export type { ListenOptions, RunningSandbox } from "./sandbox/listen.ts";
export { SeedError } from "./sandbox/policy.ts";
export type { CollectionSeed, Seed, Snapshot } from "./sandbox/state.ts";
export type { SandboxCredentials, TwilioPolicyOptions } from "./twilio/sandbox-policy-options.ts";
export { SETTABLE_OPTIONS } from "./twilio/sandbox-policy-options.ts";
export type { Media, Template, TwilioSeed } from "./twilio/sandbox-policy-state.ts";

/** Everything that can be set: how the service behaves, and how the sandbox runs. */
export interface SandboxOptions extends GenericOptions, TwilioPolicyOptions {}

/** What is generated from the description. */
const api: SandboxApi = {
	operations,
	requestValidators,
	responseValidators,
	// The compiler's type of the file is that of every value in it; the sandbox reads it as what it is, a description.
	description: description as unknown as Description,
};

/**
 * Makes a local upstream: a server that keeps state, answers as the documents say, and needs no account.
 *
 * ```ts
 * const sandbox = createSandbox();
 * const response = await sandbox.fetch("https://conversations.twilio.com/v1/…", { headers: { authorization } });
 * const { url, close } = await sandbox.listen({ port: 4010 });
 * ```
 *
 * @throws {TypeError} naming the option whose value makes no sense
 * @throws {SeedError} naming the place in the seed that is wrong
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
	return createGenericSandbox(api, createTwilioPolicy(options), options);
}

/**
 * Serves a sandbox as a command does: with arguments, a line per request, and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` tells them
 * @param usage how the command is called, for the help
 * @returns 0 when it was stopped, 2 when it could not start
 */
export async function runSandbox(
	args: readonly string[],
	context: CommandContext,
	usage = "twilio-messages sandbox",
): Promise<number> {
	// Loaded here, so that the rest of this module runs where there is no Node.
	const { runSandboxCommand } = await import("./sandbox/command.ts");
	const create: CommandSetup["create"] = (options, settings) => createSandbox({ ...readSettings(settings), ...options });
	return runSandboxCommand(args, { usage, settings: SETTINGS_HELP, create, hints }, context);
}
