import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { INSPECTOR_FILE, type InspectorSource, readInspector } from "../../src/core/sandbox/inspector-files.ts";

const BUILT_FILES = "node_modules/.cache/inspector";

/**
 * Builds the page of a sandbox that is started in this repository, when it is first asked for. A process of its own does it:
 * what builds the page takes longer to load than the sandbox takes to start. The current folder must be the root of the project.
 *
 * @throws {Error} with what the process printed, if it fails
 */
export const bundledInspector: InspectorSource = async () => {
	mkdirSync(BUILT_FILES, { recursive: true });
	const folder = mkdtempSync(join(BUILT_FILES, "built-"));
	const file = join(folder, INSPECTOR_FILE);
	try {
		await promisify(execFile)(process.execPath, ["scripts/run.js", "inspector", "--out", file]);
		return await readInspector(file);
	} finally {
		rmSync(folder, { recursive: true });
	}
};
