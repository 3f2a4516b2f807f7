import { readProfile } from "../docs/profile.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { createDevCommand } from "./dev/dev-command.ts";

const command = createDevCommand({ readProfile, texts: "docs" });

process.exitCode = await runCommand(command, process.argv.slice(2), createProcessContext());
