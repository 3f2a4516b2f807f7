import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { auditCommand } from "./audit/audit-command.ts";

process.exitCode = await runCommand(auditCommand, process.argv.slice(2), createProcessContext());
