import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { releaseCommand } from "./release/release-command.ts";

process.exitCode = await runCommand(releaseCommand, process.argv.slice(2), createProcessContext());
