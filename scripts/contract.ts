import { createRequire } from "node:module";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type ContractContext, runContractCommand } from "../src/contract.ts";
import { createLoader } from "./pipeline/load.ts";

// Required, not imported: Node loads the modules of the library in half the time that way.
const core = createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

/** A line that is written over, where somebody watches. */
function createProgress(): ContractContext["progress"] {
	if (!process.stderr.isTTY) return undefined;
	return (line) => {
		const width = (process.stderr.columns ?? 80) - 1;
		process.stderr.write(`\r\u001b[K${stripVTControlCharacters(line).slice(0, width)}`);
	};
}

const progress = createProgress();
const context: ContractContext = {
	out: (text) => console.log(text),
	error: (line) => console.error(line),
	env: process.env,
	colour: Boolean(process.stdout.isTTY) && !process.env["NO_COLOR"],
	...(progress && { progress }),
};

process.exitCode = await runContractCommand(process.argv.slice(2), context, {
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
