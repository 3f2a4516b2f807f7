import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

/** Reads a style sheet, minified. */
export async function readStyle(file: string): Promise<string> {
	// Not `transformSync`, which starts a process of its own for each style.
	return (await transform(await readFile(file, "utf8"), { loader: "css", minify: true })).code.trim();
}
