import { relative, resolve } from "node:path";
import { type BuildFailure, build, type Plugin } from "esbuild";
import { withoutRuntimeTransport } from "../build/without-runtime-transport.ts";
import { leanGenerated } from "./lean-generated.ts";

/** What a module only loads on demand is for Node, or not needed in a page: a classic script cannot be split. */
const onDemand: Plugin = {
	name: "on-demand",
	setup({ onResolve }) {
		onResolve({ filter: /./ }, ({ kind, path }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
	},
};

/**
 * Bundles a script of the site with all that it imports, as one minified classic script: an IIFE for browsers of 2022 and later.
 *
 * @param entry the path of the TypeScript file. The current folder must be the root of the project.
 * @throws {Error} with each problem on a line, as `file:line:column` and what is wrong
 */
export async function bundleScript(entry: string): Promise<string> {
	try {
		const { outputFiles } = await build({
			entryPoints: [resolve(entry)],
			bundle: true,
			minify: true,
			format: "iife",
			platform: "browser",
			target: "es2022",
			charset: "utf8",
			legalComments: "none",
			logLevel: "silent",
			plugins: [onDemand, withoutRuntimeTransport, leanGenerated],
			write: false,
		});
		return outputFiles[0]?.text ?? "";
	} catch (error) {
		throw new Error(`expected ${entry} to be a script that can be bundled:\n${problemsOf(error as BuildFailure)}`);
	}
}

function problemsOf({ errors = [], message }: Partial<BuildFailure>): string {
	if (errors.length === 0) return String(message);
	return errors
		.map(({ location, text }) =>
			location ? `${relative(".", location.file)}:${location.line}:${location.column + 1} ${text}` : text,
		)
		.join("\n");
}
