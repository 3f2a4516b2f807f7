/** The texts of the files of the page that shows a sandbox, by name. The page itself is `index.html`. */
export type InspectorFiles = ReadonlyMap<string, string>;

/** Reads these files when the page is asked for; undefined where there are none. */
export type InspectorSource = () => Promise<InspectorFiles | undefined>;

/** The name of the one file that holds them in the package. */
export const INSPECTOR_FILE = "inspector.br";

/** Compresses the files into one (Node only). */
export async function packInspector(files: InspectorFiles): Promise<Uint8Array> {
	const { brotliCompressSync } = await import("node:zlib");
	return brotliCompressSync(JSON.stringify([...files]));
}

/**
 * Reads the files from one that `packInspector` made (Node only).
 *
 * @returns undefined if it does not exist
 */
export async function readInspector(path: string): Promise<InspectorFiles | undefined> {
	const { existsSync, readFileSync } = await import("node:fs");
	if (!existsSync(path)) return undefined;
	const { brotliDecompressSync } = await import("node:zlib");
	return new Map(JSON.parse(brotliDecompressSync(readFileSync(path)).toString()));
}
