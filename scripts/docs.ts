import { PLAYGROUND_SCRIPT, readProfile } from "../docs/profile.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { runCommand } from "../src/core/command/run-command.ts";
import { bundledInspector } from "./docs/bundled-inspector.ts";
import { createDocsCommand } from "./docs/docs-command.ts";
import { SEARCH_ENTRY } from "./docs/search/search-index.ts";
import { PAGE_SCRIPT } from "./docs/site.ts";
import { startSiteThread } from "./docs/site-thread.ts";

const command = createDocsCommand({
	readProfile,
	startThread: () =>
		startSiteThread(new URL("./docs.worker.mjs", import.meta.url), [PLAYGROUND_SCRIPT, PAGE_SCRIPT, SEARCH_ENTRY]),
	async startSandbox(seed, port) {
		// Loaded here, because most builds need no sandbox.
		const { createSandbox } = await import("../src/sandbox.ts");
		return createSandbox({ seed, inspector: bundledInspector }).listen({ port });
	},
});

process.exitCode = await runCommand(command, process.argv.slice(2), createProcessContext());
