import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileProblem } from "./locate.ts";
import { DescriptionError } from "./problem.ts";
import { type Config, redoclyCore } from "./redocly-core.ts";

/** One entry of `apis` in redocly.yaml. Paths are absolute. */
export interface Api {
	readonly name: string;
	/** The root file of the description. */
	readonly root: string;
	/** The folder of all generated files, the bundle (`openapi.json`) included. */
	readonly outputFolder: string;
}

/** Rules that the pipeline depends on, whatever redocly.yaml says. */
const REQUIRED_RULES = {
	struct: "error",
	"no-unresolved-refs": "error",
	// build-model.ts reports it, and says what an operationId is for.
	"operation-operationId": "off",
	// check-values.ts reports them, in external files too.
	"no-invalid-media-type-examples": "off",
	"no-invalid-parameter-examples": "off",
	"no-invalid-schema-examples": "off",
	"operation-operationId-unique": "error",
	"operation-parameters-unique": "error",
	"path-parameters-defined": "error",
	"path-declaration-must-exist": "error",
	"no-unused-components": "error",
	"spec-components-invalid-map-name": "error",
} as const;

/**
 * Reads redocly.yaml. Each of its `apis` needs a `root`, and an `output` that names the bundle.
 *
 * @throws {DescriptionError} if the file cannot be used.
 */
export async function readConfig(configPath: string): Promise<{ config: Config; apis: readonly Api[] }> {
	if (!existsSync(configPath)) throw configError(configPath, "no such file; name the right one with --config");
	const loaded = await redoclyCore.loadConfig({ configPath }).catch((error: Error) => {
		throw configError(configPath, error.message);
	});
	const raw = (loaded.document?.parsed ?? {}) as Record<string, unknown>;
	const rules = { ...(raw.rules as object), ...REQUIRED_RULES };
	const config = await redoclyCore.createConfig({ ...raw, rules }, { configPath });
	return { config, apis: readApis(config, configPath) };
}

function readApis(config: Config, configPath: string): Api[] {
	const folder = dirname(configPath);
	const apis = Object.entries(config.resolvedConfig.apis ?? {}).map(([name, { root, output }]): Api => {
		const api = { name, root: resolve(folder, root), outputFolder: resolve(folder, dirname(output ?? "")) };
		const problem = outputProblem(api, output, folder);
		if (problem !== undefined) throw configError(configPath, `apis.${name}.output: ${problem}`);
		return api;
	});
	if (apis.length === 0) throw configError(configPath, "expected at least one API under `apis`, found none");
	return apis;
}

function outputProblem(api: Api, output: string | undefined, folder: string): string | undefined {
	if (output === undefined) return "expected the path of the bundle, such as generated/openapi.json; found none";
	if (!output.endsWith("/openapi.json")) return `expected a path that ends in /openapi.json, got ${output}`;
	// Every file that no generator made is removed from the folder, so it must hold generated files only.
	const holds = (file: string) => !relative(api.outputFolder, file).startsWith("..");
	if (holds(folder) || holds(api.root)) return `expected a folder of its own, got the one that holds the sources (${output})`;
	return undefined;
}

function configError(configPath: string, message: string): DescriptionError {
	return new DescriptionError([fileProblem(configPath, "config", message)]);
}
