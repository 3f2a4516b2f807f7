import { createProcessContext } from "../src/core/command/command-context.ts";
import { runSandbox } from "../src/sandbox.ts";
import { bundledInspector } from "./docs/bundled-inspector.ts";

process.exitCode = await runSandbox(process.argv.slice(2), createProcessContext(), "npm run sandbox --", bundledInspector);
