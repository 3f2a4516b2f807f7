import type { ContractContext, ContractSetup } from "../../core/contract/command/setup.ts";
import { api } from "../api.ts";
import { LIVE_ENVIRONMENT, liveTarget } from "./live.ts";
import { createContractPolicy } from "./policy.ts";
import { serveSandbox } from "./sandbox-target.ts";
import { targetAt } from "./targets.ts";

/**
 * Tests as a command does: with arguments, reports and an exit code (Node only).
 *
 * @param args the arguments after the name of the command; `--help` lists them
 * @param extras how the command is called, and what only the project itself has at hand
 * @returns 0 conforms, 1 findings, 2 could not run
 */
export async function runContractCommand(
	args: readonly string[],
	context: ContractContext,
	extras: Partial<Pick<ContractSetup, "usage" | "locate" | "parseYaml">> = {},
): Promise<number> {
	// Loaded here, so that the rest of the module runs where there is no Node.
	const { runContractCommand: run } = await import("../../core/contract/command/command.ts");
	const setup: ContractSetup = {
		usage: "twilio-messages contract",
		api,
		policy: createContractPolicy(),
		targets: {
			sandbox: { what: "the embedded sandbox, on a port of its own", create: serveSandbox },
			twilio: { what: "the real hosts, with what the environment names; reads only, unless --write", create: liveTarget },
		},
		at: targetAt,
		environment: ["Environment:", "  CONTRACT_CREDENTIALS     name:password for a target that is a URL", ...LIVE_ENVIRONMENT],
		...extras,
	};
	return run(args, setup, context);
}
