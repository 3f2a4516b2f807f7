import { join } from "node:path";
import { build } from "esbuild";
import { temporaryFolder } from "./temporary-folder.ts";

/** Bundles a program that imports our sources by `./src/…`, so that Node can run it alone. @returns the file */
export async function bundleProgram(name: string, contents: string): Promise<string> {
	const outfile = join(temporaryFolder(name, { inProject: true }), "program.mjs");
	await build({
		stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
		bundle: true,
		format: "esm",
		platform: "node",
		packages: "external",
		outfile,
		logLevel: "error",
	});
	return outfile;
}
