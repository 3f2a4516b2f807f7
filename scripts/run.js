#!/usr/bin/env node
// Runs a TypeScript script of this folder: `node scripts/run.js generate --check`.
//
// The script is bundled first, our own files only, and run from a temporary file. A loader such as
// tsx would do, but its hooks see every module of every dependency, which costs several times
// what the longest of our scripts takes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { buildSync } = createRequire(import.meta.url)("esbuild");
const parentId = process.ppid;
const scripts = dirname(fileURLToPath(import.meta.url));
const [name, ...args] = process.argv.slice(2);
const names = readdirSync(scripts).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
if (name === undefined || !names.includes(name)) {
	console.error(`Usage: node scripts/run.js <script> [options]\nScripts: ${names.join(", ")}`);
	process.exit(2);
}

/** The script, and the worker that it may start, which stands beside it as `name.worker.ts`. */
const entries = [`${name}.ts`, `${name}.worker.ts`].map((file) => join(scripts, file)).filter(existsSync);
const { outputFiles } = buildSync({
	entryPoints: entries,
	bundle: true,
	packages: "external",
	platform: "node",
	format: "esm",
	target: "node20",
	outdir: join(scripts, "out"),
	logLevel: "error",
	write: false,
});

// Below node_modules, so that the packages resolve; named by content, so that two runs cannot meet halfway.
const hash = createHash("sha256");
for (const { contents } of outputFiles) hash.update(contents);
const folder = join(scripts, "../node_modules/.cache/scripts", hash.digest("hex").slice(0, 16));
mkdirSync(folder, { recursive: true });
for (const { path, contents } of outputFiles) {
	const file = join(folder, `${basename(path, ".js")}.mjs`);
	if (existsSync(file)) continue;
	writeFileSync(`${file}.${process.pid}`, contents);
	renameSync(`${file}.${process.pid}`, file);
}

// Whoever started the script may have been stopped meanwhile; then nobody would stop a server.
if (process.ppid !== parentId) process.exit(130);
process.argv = [process.argv[0] ?? "node", join(scripts, `${name}.ts`), ...args];
await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
