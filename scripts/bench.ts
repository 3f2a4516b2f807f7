import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommandGroup } from "../src/core/command/run-command.ts";
import { SUITES } from "./bench/suites.ts";

const benchGroup = { usage: "npm run bench --", commands: SUITES };

process.exitCode = await runCommandGroup(benchGroup, process.argv.slice(2), createProcessContext());
