import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { generateCommand } from "./generate/generate-command.ts";

process.exitCode = await runCommand(generateCommand, process.argv.slice(2), createProcessContext());
