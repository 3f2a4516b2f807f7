import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { docsCommand } from "./docs/docs-command.ts";

process.exitCode = await runCommand(docsCommand, process.argv.slice(2), createProcessContext());
