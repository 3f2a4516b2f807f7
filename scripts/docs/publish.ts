import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteFile } from "./public-files.ts";

/**
 * Replaces a folder by the files of a site. The folder is unchanged until the last file is written, and after any
 * failure.
 */
export function publish(folder: string, files: readonly SiteFile[]): void {
	const fresh = `${folder}.${process.pid}.new`;
	const old = `${folder}.${process.pid}.old`;
	try {
		for (const { path, content } of files) {
			mkdirSync(dirname(join(fresh, path)), { recursive: true });
			writeFileSync(join(fresh, path), content);
		}
		if (existsSync(folder)) renameSync(folder, old);
		renameSync(fresh, folder);
	} catch (error) {
		if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
		throw error;
	} finally {
		rmSync(fresh, { recursive: true, force: true });
		rmSync(old, { recursive: true, force: true });
	}
}
