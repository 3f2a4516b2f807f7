import { type BundledApi, bundleApi } from "./bundle.ts";
import { findUnusedFiles, lintApi } from "./lint.ts";
import type { Locator } from "./locate.ts";
import type { LocatedProblem } from "./problem.ts";
import { type Api, readConfig } from "./read-config.ts";
import { redoclyCore } from "./redocly-core.ts";
import type { Documents } from "./resolver.ts";

/** Lints and bundles the descriptions that redocly.yaml lists. A file is read once, until it is invalidated. */
export interface Loader {
	readonly apis: readonly Api[];
	/** @throws {DescriptionError} if the root is not OpenAPI 3.1, or a reference does not lead anywhere */
	bundle(api: Api): Promise<BundledApi & Locator>;
	/** Reports every problem of the description. */
	lint(api: Api): Promise<LocatedProblem[]>;
	/** Forgets one file, so that it is read again. */
	invalidate(file: string): void;
	/** The absolute path of every file read so far. */
	files(): string[];
}

/** @throws {DescriptionError} if redocly.yaml cannot be used */
export async function createLoader(configPath: string): Promise<Loader> {
	const { config, apis } = await readConfig(configPath);
	const documents: Documents = new Map();
	const roots = [configPath, ...apis.map(({ root }) => root)];
	return {
		apis,
		bundle: (api) => bundleApi(api, config, documents),
		lint: async (api) => [...(await lintApi(api, config, documents)), ...findUnusedFiles(api, roots, documents)],
		invalidate: (file) => documents.delete(file),
		files: () => [...documents.keys()],
	};
}

/**
 * Bundles a description that no redocly.yaml lists. It may refer to files of its own folder.
 *
 * @param root the absolute path of its root file
 * @returns it with the absolute paths of its files
 * @throws {DescriptionError} as `bundle` of a loader does
 */
export async function bundleFile(root: string): Promise<{ readonly api: BundledApi; readonly files: readonly string[] }> {
	const config = await redoclyCore.createConfig({});
	const documents: Documents = new Map();
	const api = await bundleApi({ name: "", root, outputFolder: "" }, config, documents);
	return { api, files: [...documents.keys()] };
}
