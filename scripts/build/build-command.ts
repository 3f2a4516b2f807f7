import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { defineCommand } from "../../src/core/command/define-command.ts";
import { writeEditions } from "../editions/write-editions.ts";

/** The folders that the build writes, and removes first. Other folders of dist/ stay. */
const FOLDERS = ["src", "generated", "chunks", "openapi"];

export const buildCommand = defineCommand({
	usage: "npm run build --",
	description: `Builds the published package: JavaScript and declarations of every entry that package.json exports from
dist/. The path of an entry in dist/ is the path of its source, so a new entry is one line in "exports".`,
	options: { out: { type: "string", value: "folder", default: "dist", help: "where to build to" } },
	exitCodes: "0 done; 1 the sources do not compile; 2 could not run.",
	async run(values, context) {
		const out = resolve(values.out);
		const entries = entryPoints();
		for (const folder of FOLDERS) rmSync(join(out, folder), { recursive: true, force: true });
		await buildScripts(entries, out);
		if (!buildDeclarations(entries, out)) return 1;
		writeEditions(join(out, "openapi"), JSON.parse(readFileSync("generated/openapi.json", "utf8")));
		context.out(`${relative(process.cwd(), out) || "."}/: ${entries.join(", ")}`);
		return 0;
	},
});

/** The sources of the entries that package.json exports from dist/. */
function entryPoints(): string[] {
	const { exports = {}, bin = {} } = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
	return [...Object.values(exports), ...Object.values(bin)].flatMap((target) => {
		const path = /^\.\/dist\/(.*)\.js$/.exec(target)?.[1];
		return path === undefined ? [] : [`${path}.ts`];
	});
}

/** Writes one file per entry. Code that entries share or load later goes into chunks; packages stay imports. */
async function buildScripts(entryPoints: string[], outdir: string): Promise<void> {
	await build({
		entryPoints,
		outbase: ".",
		outdir,
		bundle: true,
		splitting: true,
		chunkNames: "chunks/[name]-[hash]",
		packages: "external",
		platform: "neutral",
		format: "esm",
		target: "es2022",
		logLevel: "error",
	});
}

function buildDeclarations(files: string[], outDir: string): boolean {
	const config = join(process.cwd(), "node_modules/.cache/build", `tsconfig.${process.pid}.json`);
	const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir, rootDir: process.cwd() };
	mkdirSync(dirname(config), { recursive: true });
	writeFileSync(
		config,
		JSON.stringify({
			extends: resolve("tsconfig.json"),
			compilerOptions,
			files: files.map((file) => resolve(file)),
			include: [],
		}),
	);
	const { status } = spawnSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", config], {
		stdio: "inherit",
	});
	rmSync(config);
	// The compiler does not copy existing declaration files.
	cpSync("generated", join(outDir, "generated"), {
		recursive: true,
		filter: (path) => path.endsWith(".d.ts") || !/\.\w+$/.test(path),
	});
	for (const folder of FOLDERS) for (const path of declarationsIn(join(outDir, folder))) rewriteImports(path);
	return status === 0;
}

function declarationsIn(folder: string): string[] {
	const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
	return entries.filter(({ name }) => name.endsWith(".d.ts")).map(({ parentPath, name }) => join(parentPath, name));
}

/** The sources import each other as `.ts`; the published files are `.js` with declarations beside them. */
function rewriteImports(path: string): void {
	const text = readFileSync(path, "utf8");
	writeFileSync(path, text.replace(/((?:from|import\() ?"\.{1,2}\/[^"]*?)(?:\.d)?\.ts"/g, '$1.js"'));
}
