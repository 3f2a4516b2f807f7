import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { createInspectorCommand } from "./docs/inspector.ts";

const command = createInspectorCommand("docs/inspector.ts");

process.exitCode = await runCommand(command, process.argv.slice(2), createProcessContext());
