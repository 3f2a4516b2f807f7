import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { INSPECTOR_FILE, type InspectorFiles, readInspector } from "./inspector-files.ts";

/**
 * Reads the files of the package that this module was built into (Node only). Load this module on demand: what translates modules
 * for CommonJS, as Jest may, does not know `import.meta`; and the build makes a chunk of it then, in a folder below that of the file.
 *
 * @returns undefined where the module is not in the package, but in a bundle or among the sources
 */
export function readPackagedInspector(): Promise<InspectorFiles | undefined> {
	return readInspector(join(dirname(fileURLToPath(import.meta.url)), "..", INSPECTOR_FILE));
}
