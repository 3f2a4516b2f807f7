import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const INSTALL_FLAGS = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** What became of a project that uses the package. */
export interface ConsumerResult {
	readonly state: "passed" | "failed" | "not installed";
	/** What npm printed, unless it passed. */
	readonly output: string;
}

/**
 * Copies a project to an empty folder, installs the package and the packages that the project names, and runs its script `test`.
 *
 * @param archive the package, as `npm pack` writes it
 */
export async function testConsumer(project: string, archive: string): Promise<ConsumerResult> {
	const folder = mkdtempSync(join(tmpdir(), "consumer-"));
	try {
		cpSync(project, folder, { recursive: true });
		const installed = await npm(["install", ...INSTALL_FLAGS, archive], folder);
		if (installed !== undefined) return { state: "not installed", output: installed };
		const failed = await npm(["test", "--silent"], folder);
		return failed === undefined ? { state: "passed", output: "" } : { state: "failed", output: failed };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Builds and packs the package. @returns the path of the archive in the folder. @throws {Error} with what npm printed */
export async function packInto(folder: string): Promise<string> {
	const { stdout } = await promisify(execFile)("npm", ["pack", "--silent", "--pack-destination", folder], npmOptions());
	return join(folder, stdout.trim().split("\n").at(-1) ?? "");
}

/** What npm printed if it failed; undefined if it succeeded. */
async function npm(args: readonly string[], cwd: string): Promise<string | undefined> {
	try {
		await promisify(execFile)("npm", [...args], { ...npmOptions(), cwd });
		return undefined;
	} catch (error) {
		const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
		return `${stdout}${stderr}`.trim() || String(error);
	}
}

/** A project of a user knows nothing of the command that runs here. */
function npmOptions(): { readonly env: NodeJS.ProcessEnv; readonly shell: boolean } {
	const own = Object.entries(process.env).filter(([name]) => !/^npm_(?:lifecycle|package)_/.test(name));
	return { env: { ...Object.fromEntries(own), NO_COLOR: "1" }, shell: process.platform === "win32" };
}
