import { mkdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { withoutRuntimeTransport } from "../build/without-runtime-transport.ts";
import type { RuntimeLimits } from "./limits.ts";

const HARNESS = "scripts/runtimes/harness";
/** What a bundle exports, by the kind of its program. */
const STARTERS = { process: "runAsProcess", worker: "runAsWorker" };

/** How the program of a bundle starts, and where the results go. */
export type ProgramKind = "process" | "worker";

/**
 * Bundles test files with what runs them into one module, so that a runtime needs neither TypeScript nor our packages.
 *
 * @returns the path of the module
 */
export async function bundleTests(
	name: string,
	kind: ProgramKind,
	files: readonly string[],
	{ missing, exempt }: RuntimeLimits,
): Promise<string> {
	// Below node_modules, where the packages are found that stay outside.
	const folder = "node_modules/.cache/runtimes";
	mkdirSync(folder, { recursive: true });
	const outfile = join(folder, `${name}.mjs`);
	const loaders = files.map((file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(resolve(file))}),`);
	await build({
		stdin: {
			contents: `import { ${STARTERS[kind]} } from ${JSON.stringify(resolve(HARNESS, `${kind}.ts`))};
				export default ${STARTERS[kind]}({ ${loaders.join("\n")} }, ${JSON.stringify(exempt)});`,
			resolveDir: process.cwd(),
		},
		outfile,
		bundle: true,
		format: "esm",
		platform: "node",
		target: "es2023",
		// The conditions of a bundler, such as "module", are not those of the runtimes.
		conditions: [],
		// Packages of CommonJS require modules of Node's.
		...(kind === "process" && {
			banner: {
				js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
			},
		}),
		plugins: [withoutRuntimeTransport, useHarness, replaceMissing(missing), prefixBuiltins],
		logLevel: "error",
	});
	return outfile;
}

const useHarness: Plugin = {
	name: "use-harness",
	setup({ onResolve }) {
		onResolve({ filter: /^vitest$/ }, () => ({ path: resolve(HARNESS, "vitest.ts") }));
	},
};

/** Some runtimes know the modules of Node by their full names only. */
const prefixBuiltins: Plugin = {
	name: "prefix-builtins",
	setup({ onResolve }) {
		onResolve({ filter: /^[\w/]+$/ }, ({ path }) =>
			builtinModules.includes(path) ? { path: `node:${path}`, external: true } : undefined,
		);
	},
};

/** Replaces what a runtime lacks by modules that skip the tests which use them. */
function replaceMissing(missing: Readonly<Record<string, string>>): Plugin {
	return {
		name: "replace-missing",
		setup({ onResolve, onLoad }) {
			onResolve({ filter: /^[^./]/ }, ({ path }) => (Object.hasOwn(missing, path) ? { path, namespace: "missing" } : undefined));
			onLoad({ filter: /.*/, namespace: "missing" }, async ({ path }) => ({
				contents: `import { createMissingModule } from ${JSON.stringify(resolve(HARNESS, "missing-part.ts"))};
					const missing = createMissingModule(${JSON.stringify(path)}, ${JSON.stringify(missing[path])});
					export const { ${(await namesOf(path)).join(", ")} } = missing;
					export default missing;`,
				resolveDir: process.cwd(),
			}));
		},
	};
}

/** The names that a module exports in Node. */
async function namesOf(path: string): Promise<string[]> {
	return Object.keys((await import(path)) as object).filter(
		(name) => name !== "default" && /^[a-z]\w*$/i.test(name) && name !== "static",
	);
}
