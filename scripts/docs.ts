import { setFlagsFromString } from "node:v8";
import { readProfile } from "../docs/profile.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { bundledInspector } from "./docs/bundled-inspector.ts";
import { createDocsCommand } from "./docs/docs-command.ts";
import { OPTIMIZE_LATE } from "./docs/optimize-late.ts";

for (const flag of OPTIMIZE_LATE) setFlagsFromString(flag);

const command = createDocsCommand({
	readProfile,
	async startSandbox(seed, port) {
		// Loaded here, because most builds need no sandbox.
		const { createSandbox } = await import("../src/sandbox.ts");
		return createSandbox({ seed, inspector: bundledInspector }).listen({ port });
	},
});

process.exitCode = await runCommand(command, process.argv.slice(2), createProcessContext());
