#!/usr/bin/env node
import { VERSION } from "../generated/version.ts";
import { createProcessContext } from "./core/command/command-context.ts";
import { type GroupedCommand, runCommandGroup } from "./core/command/run-command.ts";

/** Each command is loaded when it is called. */
const commands: Readonly<Record<string, GroupedCommand>> = {
	sandbox: {
		description: "start a mock server that keeps state; needs no account",
		run: async (args, context) => (await import("./sandbox.ts")).runSandbox(args, context),
	},
	contract: {
		description: "test a server against the description; by default an embedded sandbox",
		run: async (args, context) => (await import("./contract.ts")).runContractCommand(args, context),
	},
};
const group = { usage: "twilio-messages", version: VERSION, commands };

process.exitCode = await runCommandGroup(group, process.argv.slice(2), createProcessContext());
