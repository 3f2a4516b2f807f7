import { resolve } from "node:path";
import { runContractCommand } from "../src/contract.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { comparePatterns } from "./diff/patterns.ts";
import { createLoader } from "./pipeline/load.ts";
import { parseYaml, printYaml } from "./pipeline/redocly-core.ts";

process.exitCode = await runContractCommand(process.argv.slice(2), createProcessContext(), {
	usage: "npm run contract --",
	parseYaml,
	printYaml,
	patterns: comparePatterns,
	async locate() {
		const loader = await createLoader(resolve("redocly.yaml"));
		const [api] = loader.apis;
		if (api === undefined) return () => undefined;
		const { locate } = await loader.bundle(api);
		return locate;
	},
});
