import { cpSync } from "node:fs";
import { join } from "node:path";
import { runProgram, runToSuccess } from "../process/run-program.ts";
import { inTemporaryFolder } from "../process/temporary-folder.ts";

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
export function testConsumer(project: string, archive: string): Promise<ConsumerResult> {
	return inTemporaryFolder("consumer", async (folder) => {
		cpSync(project, folder, { recursive: true });
		const installed = await npm(["install", ...INSTALL_FLAGS, archive], folder);
		if (installed !== undefined) return { state: "not installed", output: installed };
		const failed = await npm(["test", "--silent"], folder);
		return failed === undefined ? { state: "passed", output: "" } : { state: "failed", output: failed };
	});
}

/** Builds and packs the package. @returns the path of the archive in the folder. @throws {Error} with what npm printed */
export async function packInto(folder: string): Promise<string> {
	const { stdout } = await runToSuccess("npm", ["pack", "--silent", "--pack-destination", folder], { env: userEnv() });
	return join(folder, stdout.trim().split("\n").at(-1) ?? "");
}

/** What npm printed if it failed; undefined if it succeeded. */
async function npm(args: readonly string[], cwd: string): Promise<string | undefined> {
	const { code, stdout, stderr } = await runProgram("npm", args, { env: userEnv(), cwd });
	if (code === 0) return undefined;
	return `${stdout}${stderr}`.trim() || `Error: Command failed: npm ${args.join(" ")}`;
}

/** A project of a user knows nothing of the command that runs here. */
function userEnv(): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !/^npm_(?:lifecycle|package)_/.test(name));
	return { ...Object.fromEntries(own), NO_COLOR: "1" };
}
