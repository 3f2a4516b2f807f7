#!/usr/bin/env node
// Runs a TypeScript script of this folder: `node scripts/run.js generate --check`.
//
// The script is bundled first, with the packages that it imports, and run from a temporary file. A
// loader such as tsx would do, but its hooks see every module of every dependency, which costs
// several times what the longest of our scripts takes. Node alone takes a second of processor time
// to load the thousand modules of Redocly's core and of the Markdown packages; from the bundle,
// which leaves out what is not used, they take a third of that.
// It is bundled again when one of its files or an installed package has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const parentId = process.ppid;
const scripts = dirname(fileURLToPath(import.meta.url));
const [name, ...args] = process.argv.slice(2);
const names = readdirSync(scripts).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
if (name === undefined || !names.includes(name)) {
	console.error(`Usage: node scripts/run.js <script> [options]\nScripts: ${names.join(", ")}`);
	process.exit(2);
}

const packages = "../node_modules";
// Packages that have programs or files of their own, which they find by their place.
const external = ["chokidar", "esbuild", "playwright-core", "rollup", "rollup-plugin-dts"];
// Below node_modules, so that the packages that are not bundled resolve.
const cache = join(scripts, packages, ".cache/scripts");
const list = join(cache, `${name}.json`);
const inputs = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
const entry = existsSync(bundleOf(inputs)) ? bundleOf(inputs) : bundle();

/** The bundle of these files, in a folder named by their content, so that two runs cannot meet halfway. */
function bundleOf(files) {
	const hash = createHash("sha256");
	for (const file of files) hash.update(file).update(existsSync(join(scripts, file)) ? readFileSync(join(scripts, file)) : "");
	return join(cache, hash.digest("hex").slice(0, 16), `${name}.mjs`);
}

/** Bundles the script, and the worker that it may start, which stands beside it as `name.worker.ts`. */
function bundle() {
	const { outputFiles, metafile } = createRequire(import.meta.url)("esbuild").buildSync({
		absWorkingDir: scripts,
		entryPoints: [`${name}.ts`, `${name}.worker.ts`].filter((file) => existsSync(join(scripts, file))),
		bundle: true,
		external,
		// Packages of CommonJS require modules of Node.
		banner: {
			js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
		},
		platform: "node",
		format: "esm",
		target: "node20",
		outdir: "out",
		outExtension: { ".js": ".mjs" },
		logLevel: "error",
		metafile: true,
		write: false,
	});
	const own = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
	// npm lists the installed packages with their versions there.
	const files = ["run.js", join(packages, ".package-lock.json"), ...own];
	const made = bundleOf(files);
	mkdirSync(dirname(made), { recursive: true });
	// The worker first: where the script is, all of its bundle is.
	for (const { path, contents } of outputFiles.reverse()) save(join(dirname(made), basename(path)), contents);
	save(list, JSON.stringify(files));
	return made;
}

function save(file, contents) {
	writeFileSync(`${file}.${process.pid}`, contents);
	renameSync(`${file}.${process.pid}`, file);
}

// Whoever started the script may have been stopped meanwhile; then nobody would stop a server.
if (process.ppid !== parentId) process.exit(130);
process.argv = [process.argv[0] ?? "node", join(scripts, `${name}.ts`), ...args];
await import(pathToFileURL(entry).href);
