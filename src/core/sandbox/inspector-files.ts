/** The files of the page that shows a sandbox, gzipped, by name. The page itself is `index.html`. */
export type InspectorFiles = ReadonlyMap<string, Uint8Array>;

/** Reads these files when the page is asked for; undefined where there are none. */
export type InspectorSource = () => Promise<InspectorFiles | undefined>;

const ENDING = ".gz";

/**
 * Reads the files from a folder, in which each is gzipped (Node only).
 *
 * @returns undefined if there is no such folder
 */
export async function readInspectorFolder(folder: string): Promise<InspectorFiles | undefined> {
	const { readdir, readFile } = await import("node:fs/promises");
	const { join } = await import("node:path");
	const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
	const read = async (name: string) => [name.slice(0, -ENDING.length), await readFile(join(folder, name))] as const;
	return names.length === 0 ? undefined : new Map(await Promise.all(names.map(read)));
}

/**
 * Reads the files of the package that this module was built into (Node only).
 *
 * @returns undefined where the module is not in the package, but in a bundle or among the sources
 */
export async function readPackagedInspector(): Promise<InspectorFiles | undefined> {
	const { dirname, join } = await import("node:path");
	const { fileURLToPath } = await import("node:url");
	// What serves the page is loaded on demand, so the build makes a chunk of it, in a folder beside that of the files.
	return readInspectorFolder(join(dirname(fileURLToPath(import.meta.url)), "../inspector"));
}
