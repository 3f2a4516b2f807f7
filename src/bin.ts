#!/usr/bin/env node
import { createProcessContext, type ProcessContext } from "./core/command/process-context.ts";
import { VERSION } from "./twilio/client/version.ts";

const HELP = `Usage: twilio-messages <command> [options]

Commands:
  sandbox    serve a local upstream that keeps state; needs no account
  contract   test a server against the description; by default a sandbox of its own

Options:
  --help     show this; after a command, show that command's
  --version  show the version`;

/** Each command is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, (args: readonly string[], context: ProcessContext) => Promise<number>>> = {
	sandbox: async (args, context) => (await import("./sandbox.ts")).runSandbox(args, context),
	contract: async (args, context) => (await import("./contract.ts")).runContractCommand(args, context),
};

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command !== undefined) {
	process.exitCode = await command(args, createProcessContext());
} else if (name === "--help" || name === "--version") {
	console.log(name === "--help" ? HELP : VERSION);
} else {
	console.error(name === "" ? HELP : `Unknown command ${JSON.stringify(name)}.\n\n${HELP}`);
	process.exitCode = 2;
}
