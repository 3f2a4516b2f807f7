import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommandGroup } from "../src/core/command/command-group.ts";
import { SUITES } from "./bench/suites.ts";

const group = { usage: "npm run bench --", commands: SUITES };

process.exitCode = await runCommandGroup(group, process.argv.slice(2), createProcessContext());
