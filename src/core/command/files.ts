import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { stripByteOrderMark } from "../operation/strip-byte-order-mark.ts";
import { UsageError } from "./define-command.ts";

/** The same text for the same file under each of its names, also where it does not exist yet. */
export function identityOfFile(file: string): string {
	try {
		const { dev, ino } = statSync(file);
		return `${dev}:${ino}`;
	} catch {
		const folder = dirname(resolve(file));
		return existsSync(folder) ? join(realpathSync(folder), basename(file)) : resolve(file);
	}
}

/** Reads the file of an option. @throws {UsageError} if that cannot be done */
export function readTextFile(option: string, file: string): string {
	try {
		return stripByteOrderMark(readFileSync(file, "utf8"));
	} catch (error) {
		throw explainFailedUse(`${option} ${file}`, "read", error);
	}
}

/**
 * Writes a file, and creates the folders that it needs.
 *
 * @param option the option with the file, as it is written
 * @throws {UsageError} if that cannot be done
 */
export function writeTextFile(option: string, file: string, text: string): void {
	try {
		createFolder(dirname(resolve(file)));
		writeFileSync(file, text);
	} catch (error) {
		throw explainFailedUse(option, "written", error);
	}
}

/**
 * Creates a folder with those around it. `mkdirSync` with `recursive` never returns on a file system that cannot create folders,
 * such as /proc.
 */
function createFolder(folder: string): void {
	if (existsSync(folder)) return;
	createFolder(dirname(folder));
	try {
		mkdirSync(folder);
	} catch (error) {
		// Another process may have created it meanwhile.
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	}
}

/** @throws {UsageError} if the value of an option names no file */
export function requireFile(option: string, file: string): void {
	try {
		if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
	} catch (error) {
		throw explainFailedUse(`${option} ${file}`, "read", error);
	}
}

const FAILURES: Readonly<Record<string, string>> = { ENOENT: "none (ENOENT)", EISDIR: "a folder (EISDIR)" };

function explainFailedUse(option: string, use: "read" | "written", error: unknown): UsageError {
	const { code } = error as NodeJS.ErrnoException;
	return new UsageError(`${option}: expected a file that can be ${use}, got ${FAILURES[code ?? ""] ?? code ?? error}`);
}
