import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

/** Reads a style sheet, or several as one, minified. */
export async function readStyle(...files: readonly string[]): Promise<string> {
	const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
	// Not `transformSync`, which starts a process of its own for each style.
	return (await transform(texts.join("\n"), { loader: "css", minify: true })).code.trim();
}

/** In the order in which they apply. */
const PAGE_SHEETS = ["base", "layout", "text", "values", "code", "end", "media"];

/** The style of a page. The current folder must be the root of the project. */
export function readPageStyle(): Promise<string> {
	return readStyle(...PAGE_SHEETS.map((sheet) => join("scripts/docs/styles", `${sheet}.css`)));
}
