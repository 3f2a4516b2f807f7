import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const HELP = `Usage: npm run build -- [options]

Builds the published package: JavaScript and declarations of every entry that package.json exports
from dist/. Each entry stands in dist/ where its source stands in the project, so that an entry more
is a line more in "exports".

Options:
  --out <folder>  where to build to (default: dist)
  --help          show this

Exit codes: 0 done; 1 the sources do not compile; 2 could not run.`;

/** What the build writes, and removes first. Other things that are built to the same folder stay. */
const FOLDERS = ["src", "generated", "chunks"];

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { out: { type: "string", default: "dist" }, help: { type: "boolean", default: false } },
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const out = resolve(values.out);
	const entries = entryPoints();
	for (const folder of FOLDERS) rmSync(join(out, folder), { recursive: true, force: true });
	await buildScripts(entries, out);
	const compiled = buildDeclarations(entries, out);
	if (compiled) console.log(`${relative(process.cwd(), out) || "."}/: ${entries.join(", ")}`);
	return compiled ? 0 : 1;
}

/** The sources of what package.json exports from dist/. */
function entryPoints(): string[] {
	const { exports = {}, bin = {} } = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
	return [...Object.values(exports), ...Object.values(bin)].flatMap((target) => {
		const path = /^\.\/dist\/(.*)\.js$/.exec(target)?.[1];
		return path === undefined ? [] : [`${path}.ts`];
	});
}

/** One file an entry, and what entries share, or load later, in chunks. Packages stay imports. */
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
	// The compiler leaves declarations that it finds ready-made where they are.
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

/** The sources import each other as `.ts`; what is published are `.js` files with declarations beside them. */
function rewriteImports(path: string): void {
	const text = readFileSync(path, "utf8");
	writeFileSync(path, text.replace(/((?:from|import\() ?"\.{1,2}\/[^"]*?)(?:\.d)?\.ts"/g, '$1.js"'));
}

process.exitCode = await main().catch((error) => {
	console.error(error);
	return 2;
});
