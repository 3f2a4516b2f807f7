import { readProfile } from "../docs/profile.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { createDevCommand } from "./dev/dev-command.ts";

const devCommand = createDevCommand({ readProfile, texts: "docs" });

// Not only the exit code is set, because a build that is under way would keep the process for seconds.
process.exit(await runCommand(devCommand, process.argv.slice(2), createProcessContext()));
