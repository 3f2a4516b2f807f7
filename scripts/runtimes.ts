import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { LIMITS } from "../test/runtimes/limits.ts";
import { createRuntimesCommand } from "./runtimes/runtimes-command.ts";

// A name may stand alone: an option of its own is what the frame of commands reads.
const selected = process.argv.slice(2).flatMap((arg, index, all) => {
	const isValue = /^--(?:only|path)$/.test(all[index - 1] ?? "");
	return arg.startsWith("-") || isValue ? [arg] : ["--only", arg];
});

process.exitCode = await runCommand(createRuntimesCommand(LIMITS), selected, createProcessContext());
