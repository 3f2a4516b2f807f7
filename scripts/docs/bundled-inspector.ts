import { join } from "node:path";
import { INSPECTOR_FILE, type InspectorSource, readInspector } from "../../src/core/sandbox/inspector-files.ts";
import { runToSuccess } from "../process/run-program.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";

/**
 * Builds the page of a sandbox that is started in this repository, when it is first asked for. A process of its own does it:
 * what builds the page takes longer to load than the sandbox takes to start. The current folder must be the root of the project.
 *
 * @throws {Error} with what the process printed, if it fails
 */
export const bundledInspector: InspectorSource = () =>
	inProjectFolder("inspector", async (folder) => {
		const file = join(folder, INSPECTOR_FILE);
		await runToSuccess(process.execPath, ["scripts/run.js", "inspector", "--out", file]);
		return readInspector(file);
	});
