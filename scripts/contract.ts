import { createRequire } from "node:module";
import { resolve } from "node:path";
import { runContractCommand } from "../src/contract.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { createLoader } from "./pipeline/load.ts";

// Required, not imported: Node loads the modules of the library in half the time that way.
const core = createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

process.exitCode = await runContractCommand(process.argv.slice(2), createProcessContext(), {
	usage: "npm run contract --",
	parseYaml: (text) => core.parseYaml(text),
	async locate() {
		const loader = await createLoader(resolve("redocly.yaml"));
		const [api] = loader.apis;
		if (api === undefined) return () => undefined;
		const { locate } = await loader.bundle(api);
		return locate;
	},
});
