import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Outcome, runNode } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const TOY = resolve("test/fixtures/toy");

/** A temporary copy of the toy API. */
export interface Description {
	readonly folder: string;
	read(path: string): string;
	write(path: string, content: string): void;
	remove(path: string): void;
	/** Replaces text in a file; it must be there. */
	edit(path: string, from: string, to: string): void;
}

/** One that the real command runs in. */
export interface Workspace extends Description {
	/** Everything below `generated/`, by path. */
	generated(): Record<string, string>;
	/** Runs `generate` with these options. */
	generate(...options: string[]): Promise<Outcome>;
}

/** @param whenDone registers the cleaning up; a concurrent test passes the one of its own context */
export function createWorkspace(whenDone?: (clean: () => void) => void): Workspace {
	const description = copyToy(whenDone);
	const { folder } = description;
	for (const part of ["src/core/operation", "src/core/command"]) cpSync(resolve(part), join(folder, part), { recursive: true });
	cpSync(resolve("scripts"), join(folder, "scripts"), { recursive: true });
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
	return {
		...description,
		generated: () => snapshot(join(folder, "generated")),
		generate: (...options) => generateIn(folder, options),
	};
}

/** @param whenDone as of a workspace */
export function copyToy(whenDone?: (clean: () => void) => void): Description {
	// Below the project, so that packages resolve.
	const folder = temporaryFolder("toy", { inProject: true, ...(whenDone && { whenDone }) });
	cpSync(TOY, folder, { recursive: true });
	const at = (path: string) => join(folder, path);
	const description: Description = {
		folder,
		read: (path) => readFileSync(at(path), "utf8"),
		write(path, content) {
			mkdirSync(dirname(at(path)), { recursive: true });
			writeFileSync(at(path), content);
		},
		remove: (path) => rmSync(at(path), { recursive: true, force: true }),
		edit(path, from, to) {
			const before = description.read(path);
			if (!before.includes(from)) throw new Error(`${path} does not contain ${from}`);
			description.write(path, before.replace(from, to));
		},
	};
	return description;
}

/** Every file below a folder with its content. */
export function snapshot(folder: string, prefix = ""): Record<string, string> {
	const files = readdirSync(join(folder, prefix), { withFileTypes: true }).map((entry) => {
		const path = join(prefix, entry.name);
		return entry.isDirectory() ? snapshot(folder, path) : { [path]: readFileSync(join(folder, path), "utf8") };
	});
	return Object.assign({}, ...files);
}

/** Runs the real command as a process of its own. */
export function generateIn(cwd: string, options: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
	return runNode(["scripts/run.js", "generate", ...options], { cwd, env: { ...process.env, NO_COLOR: "1", ...env } });
}
