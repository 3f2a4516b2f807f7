import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { consumersCommand } from "./consumers/consumers-command.ts";

process.exitCode = await runCommand(consumersCommand, process.argv.slice(2), createProcessContext());
