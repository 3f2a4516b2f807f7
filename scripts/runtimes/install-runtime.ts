import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { runProgram } from "../process/run-program.ts";
import type { SupportedRuntime } from "./runtime-list.ts";

const RUNTIMES_FOLDER = "node_modules/.cache/runtimes";

/**
 * Installs a runtime, unless it is there.
 *
 * @returns the path of its executable
 * @throws {Error} with the last line that npm printed
 */
export async function installRuntime({ name, version, packageName, executable }: SupportedRuntime): Promise<string> {
	const folder = resolve(RUNTIMES_FOLDER, `${name}-${version}`);
	const path = join(folder, "node_modules", packageName, executable);
	if (existsSync(path)) return path;
	const unfinished = `${folder}.${process.pid}`;
	mkdirSync(unfinished, { recursive: true });
	try {
		await installPackage(`${packageName}@${version}`, unfinished);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(dirname(folder), { recursive: true });
		renameSync(unfinished, folder);
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
	if (!existsSync(path)) throw new Error(`${packageName}@${version} has no ${executable}`);
	return path;
}

async function installPackage(specifier: string, folder: string): Promise<void> {
	const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
	const { code, stderr } = await runProgram("npm", ["install", ...flags, "--prefix", folder, specifier]);
	if (code === 0) return;
	const lines = stderr.split("\n").map((line) => line.replace(/^npm (?:error|ERR!) ?/, "").trim());
	throw new Error(lines.find((line) => line !== "" && !line.startsWith("code ")) ?? "npm failed");
}
