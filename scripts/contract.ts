import { resolve } from "node:path";
import { runContractCommand } from "../src/contract.ts";
import { createProcessContext } from "../src/core/command/command-context.ts";
import { keptFiles } from "./diff/kept-files.ts";
import { comparePatterns } from "./diff/patterns.ts";
import { bundleAll } from "./diff/side.ts";
import { createLoader } from "./pipeline/load.ts";
import { parseYaml, printYaml } from "./pipeline/redocly-core.ts";

const config = resolve("redocly.yaml");

process.exitCode = await runContractCommand(process.argv.slice(2), createProcessContext(), {
	usage: "npm run contract --",
	parseYaml,
	printYaml,
	patterns: comparePatterns,
	async locate() {
		const loader = await createLoader(config);
		const [api] = loader.apis;
		if (api === undefined) return () => undefined;
		const { locate } = await loader.bundle(api);
		return locate;
	},
	keptFiles: () =>
		keptFiles(config, async () => {
			const loader = await createLoader(config);
			await bundleAll(loader, []);
			return loader;
		}),
});
