import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { LIMITS } from "../test/runtimes/limits.ts";
import { createRuntimesCommand } from "./runtimes/runtimes-command.ts";

process.exitCode = await runCommand(createRuntimesCommand(LIMITS), process.argv.slice(2), createProcessContext());
