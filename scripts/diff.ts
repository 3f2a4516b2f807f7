import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { diffCommand } from "./diff/diff-command.ts";

process.exitCode = await runCommand(diffCommand, process.argv.slice(2), createProcessContext());
