import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

/** Reads a style sheet of `scripts/docs`, minified. The current folder must be the root of the project. */
export function readStyle(name: string): string {
	return transformSync(readFileSync(`scripts/docs/${name}.css`, "utf8"), { loader: "css", minify: true }).code.trim();
}
