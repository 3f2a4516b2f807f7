import { readFile } from "node:fs/promises";
import { build, type Plugin } from "esbuild";
import { printSharedData } from "./share-data.ts";

/** Writes one file per entry. Code that entries share or load later goes into chunks; packages stay imports. */
export async function bundleScripts(entryPoints: readonly string[], outdir: string): Promise<void> {
	await build({
		entryPoints: [...entryPoints],
		outbase: "src",
		outdir,
		bundle: true,
		splitting: true,
		chunkNames: "chunks/[name]-[hash]",
		packages: "external",
		platform: "neutral",
		format: "esm",
		target: "es2022",
		minify: true,
		plugins: [shareData, keepErrorNames, chooseAtRunTime],
		logLevel: "error",
	});
}

/**
 * Where an error is printed, its class is named. The minifier shortens all names; to keep those of functions, too, costs each call of
 * the client 10 µs.
 */
const keepErrorNames: Plugin = {
	name: "keep-error-names",
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]src[\\/].*error[\w-]*\.ts$/ }, async ({ path }) => ({
			contents: (await readFile(path, "utf8")).replace(/^export class (\w+) extends \w+ \{$/gm, '$& static name = "$1";'),
			loader: "ts",
		}));
	},
};

/** The module of a name in the package's `imports` is chosen where the package runs. */
const chooseAtRunTime: Plugin = {
	name: "choose-at-run-time",
	setup({ onResolve }) {
		onResolve({ filter: /\/runtime-transport\.ts$/ }, ({ kind }) =>
			kind === "entry-point" ? undefined : { path: "#runtime-transport", external: true },
		);
	},
};

/** The generated tables of plain data, which repeat much. */
const shareData: Plugin = {
	name: "share-data",
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]generated[\\/](?:[\w-]*payloads|operations|webhooks|webhook-formats)\.ts$/ }, async ({ path }) => ({
			contents: printSharedData(await evaluate(path)),
			loader: "js",
		}));
	},
};

/** The exports of a module that imports types only. */
export async function evaluate(path: string): Promise<Record<string, unknown>> {
	const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: "esm", write: false, logLevel: "error" });
	const code = outputFiles[0]?.text ?? "";
	return { ...(await import(`data:text/javascript,${encodeURIComponent(code)}`)) };
}
