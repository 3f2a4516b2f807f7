import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { buildCommand } from "./build/build-command.ts";

process.exitCode = await runCommand(buildCommand, process.argv.slice(2), createProcessContext());
