import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { consumersCommand } from "./consumers/consumers-command.ts";

// A name may stand alone.
const selection = process.argv
	.slice(2)
	.flatMap((arg, index, all) => (arg.startsWith("-") || all[index - 1] === "--only" ? [arg] : ["--only", arg]));

process.exitCode = await runCommand(consumersCommand, selection, createProcessContext());
