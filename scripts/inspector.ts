import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { createInspectorCommand } from "./docs/inspector.ts";

const inspectorCommand = createInspectorCommand("docs/inspector.ts");

process.exitCode = await runCommand(inspectorCommand, process.argv.slice(2), createProcessContext());
