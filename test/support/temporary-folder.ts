import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

interface FolderOptions {
	/** Below node_modules/.cache of the project, where the packages of the project resolve. */
	readonly inProject?: boolean;
	/** Registers the removal: at the end of the test, unless a test file passes `afterAll`. */
	readonly whenDone?: (clean: () => void) => void;
}

/** Creates an empty folder whose name begins with the given one, and removes it at the end. Returns its absolute path. */
export function temporaryFolder(name: string, { inProject = false, whenDone = onTestFinished }: FolderOptions = {}): string {
	const parent = inProject ? resolve("node_modules/.cache/tests") : tmpdir();
	mkdirSync(parent, { recursive: true });
	const folder = mkdtempSync(join(parent, `${name}-`));
	whenDone(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
