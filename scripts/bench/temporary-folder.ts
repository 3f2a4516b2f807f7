import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve } from "node:path";

/** Calls a function with a new folder below the project, in which packages resolve, and removes it afterwards. */
export async function inTemporaryFolder<Result>(name: string, work: (folder: string) => Promise<Result>): Promise<Result> {
	mkdirSync(resolve("node_modules/.cache"), { recursive: true });
	const folder = mkdtempSync(resolve(`node_modules/.cache/bench-${name}-`));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
