import type { CommandContext } from "../../core/command/command-context.ts";
import type { ContractExtras } from "../../core/contract/command/setup.ts";
import { api } from "../api.ts";
import { webhookApi } from "../webhooks/api.ts";
import { LIVE_ENVIRONMENT, liveTarget } from "./live.ts";
import { createContractPolicy } from "./policy.ts";
import { createReceiverPolicy, receiverAt } from "./receiver.ts";
import { serveSandbox, targetAt } from "./targets.ts";

/**
 * Runs the contract tests as a command does: with arguments, reports and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` lists them
 * @param extras how the command is called, and what only this repository has: its sources, and what reads and writes YAML
 * @returns 0 conforms, 1 findings, 2 could not run
 */
export async function runContractCommand(
	args: readonly string[],
	context: CommandContext,
	extras: Partial<ContractExtras> = {},
): Promise<number> {
	// Loaded here, so that the rest of the module runs without Node.
	const { runCommand } = await import("../../core/command/run-command.ts");
	const { createContractCommand } = await import("../../core/contract/command/command.ts");
	const command = createContractCommand({
		usage: "twilio-messages contract",
		api,
		webhooks: webhookApi,
		policy: createContractPolicy(),
		targets: {
			sandbox: { description: "the embedded sandbox, on a port of its own", create: serveSandbox },
			twilio: {
				description: "the real hosts, with the resources of the environment; reads only, unless --write",
				create: liveTarget,
			},
		},
		at: targetAt,
		receiver: { api: webhookApi, policy: createReceiverPolicy(), at: receiverAt },
		environment: [
			"Environment:",
			"  CONTRACT_CREDENTIALS                   name:password for a target that is a URL",
			"  CONTRACT_AUTH_TOKEN                    the auth token that signs for --receiver; else TWILIO_AUTH_TOKEN",
			...LIVE_ENVIRONMENT,
		],
		...extras,
	});
	return runCommand(command, args, context);
}
