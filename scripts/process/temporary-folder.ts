import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Calls a function with a new folder whose name begins with the given one, and removes it afterwards, also after a failure. */
export async function inTemporaryFolder<Result>(
	name: string,
	work: (folder: string) => Promise<Result>,
	parent = tmpdir(),
): Promise<Result> {
	const folder = mkdtempSync(join(parent, `${name}-`));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The same with a folder below the project, in which its packages resolve. */
export function inProjectFolder<Result>(name: string, work: (folder: string) => Promise<Result>): Promise<Result> {
	const parent = resolve("node_modules/.cache");
	mkdirSync(parent, { recursive: true });
	return inTemporaryFolder(name, work, parent);
}
