import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
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
	try {
		await promisify(execFile)("npm", ["install", ...flags, "--prefix", folder, specifier], {
			shell: process.platform === "win32",
		});
	} catch (error) {
		const lines = String((error as { readonly stderr?: string }).stderr ?? error).split("\n");
		throw new Error(
			lines
				.map((line) => line.replace(/^npm (?:error|ERR!) ?/, "").trim())
				.find((line) => line !== "" && !line.startsWith("code ")) ?? "npm failed",
		);
	}
}
