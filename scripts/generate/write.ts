import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "../pipeline/model.ts";

/** A file on disk that is not as generated. Paths are relative to the output folder, with forward slashes. */
export interface FileDifference {
	readonly path: string;
	readonly kind: "stale" | "missing" | "extra";
	/** The content on disk; undefined for a missing file. */
	readonly current: string | undefined;
	/** The generated content; undefined for an extra file. */
	readonly expected: string | undefined;
}

/** Compares the files of a folder with those that belong in it, and lists the differences by path. */
export function findDifferences(onDisk: readonly GeneratedFile[], files: readonly GeneratedFile[]): FileDifference[] {
	const before = new Map(onDisk.map(({ path, content }) => [path, content]));
	const after = new Map(files.map(({ path, content }) => [path, content]));
	const differences: FileDifference[] = [];
	for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
		const [current, expected] = [before.get(path), after.get(path)];
		if (current === expected) continue;
		const kind = current === undefined ? "missing" : expected === undefined ? "extra" : "stale";
		differences.push({ path, kind, current, expected });
	}
	return differences;
}

/**
 * Writes and removes files until the folder has no differences. All new contents are on disk under temporary names
 * before the first file is replaced. If a replacement fails, the files replaced before it get their old content back.
 */
export function apply(folder: string, differences: readonly FileDifference[]): void {
	const staged = differences.filter(({ expected }) => expected !== undefined);
	const temporary = (path: string) => join(folder, `${path}.${process.pid}.tmp`);
	const done: FileDifference[] = [];
	try {
		for (const { path, expected = "" } of staged) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(temporary(path), expected);
		}
		for (const difference of differences) {
			const path = join(folder, difference.path);
			if (difference.expected === undefined) rmSync(path);
			else renameSync(temporary(difference.path), path);
			done.push(difference);
		}
	} catch (error) {
		for (const { path } of staged) rmSync(temporary(path), { force: true });
		for (const { path, current } of done) {
			if (current === undefined) rmSync(join(folder, path), { force: true });
			else writeFileSync(join(folder, path), current);
		}
		throw error;
	} finally {
		removeEmptyFolders(folder);
	}
}

/** Reads every file below a folder; none if it does not exist. */
export function readFiles(folder: string): GeneratedFile[] {
	return listFiles(folder).map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
}

/** Lists every file below a folder, with forward slashes; none if the folder does not exist. */
function listFiles(folder: string): string[] {
	return readFolder(folder).flatMap((entry) => {
		if (!entry.isDirectory()) return [entry.name];
		return listFiles(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
	});
}

function removeEmptyFolders(folder: string): void {
	for (const entry of readFolder(folder)) {
		if (!entry.isDirectory()) continue;
		removeEmptyFolders(join(folder, entry.name));
		if (readFolder(join(folder, entry.name)).length === 0) rmdirSync(join(folder, entry.name));
	}
}

function readFolder(folder: string) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw error;
	}
}
