import {
	closeSync,
	constants,
	fchmodSync,
	fchownSync,
	fstatSync,
	fsyncSync,
	ftruncateSync,
	lstatSync,
	openSync,
	readlinkSync,
	readSync,
	realpathSync,
	renameSync,
	rmSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CHUNK, COMPLETE, INCOMPLETE, writeAll } from "./journal-lines.ts";
import { StateFileError } from "./state-file-error.ts";

/** The file that a name leads to, through links, and also where it does not exist yet. */
export function followLinks(file: string): string {
	try {
		return realpathSync(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	const path = join(realpathSync(dirname(file)), basename(file));
	const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
	return target === undefined ? path : followLinks(resolve(dirname(path), target));
}

/** Where the next content of a file is written, before it replaces the file. */
export function temporaryOf(file: string): string {
	return `${file}.new`;
}

/**
 * Creates the temporary file of a file, with the mode and, if possible, the owner of the file. What is in its place is removed; a
 * link is not followed.
 *
 * @param existing the descriptor of the file; undefined where it does not exist
 */
export function createTemporary(file: string, existing: number | undefined): number {
	const temporary = temporaryOf(file);
	rmSync(temporary, { force: true });
	const descriptor = openSync(temporary, "wx+", 0o600);
	if (existing === undefined) return descriptor;
	const { mode, uid, gid } = fstatSync(existing);
	try {
		fchownSync(descriptor, uid, gid);
	} catch {
		// Only root may give a file away.
	}
	fchmodSync(descriptor, mode & 0o777);
	return descriptor;
}

/** Moves the temporary file to the place of its file. Returns false where the system does not allow it, as for a mounted file. */
export function moveIntoPlace(file: string): boolean {
	try {
		renameSync(temporaryOf(file), file);
		return true;
	} catch (error) {
		if (["EBUSY", "EPERM", "EACCES", "EXDEV"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
		throw error;
	}
}

/**
 * Copies the temporary file over its file, for a file that cannot be moved to. Until the copy is complete, the first line of the
 * file says so, and the temporary file stays: after a crash, `finishCopy` begins again.
 */
export function copyIntoPlace(file: string, descriptor: number, temporary: number): void {
	writeAll(descriptor, INCOMPLETE, 0);
	fsyncSync(descriptor);
	const buffer = Buffer.alloc(CHUNK);
	let position = COMPLETE.length;
	for (let size = -1; size !== 0; position += size) {
		size = readSync(temporary, buffer, 0, CHUNK, position);
		writeAll(descriptor, buffer.subarray(0, size), position);
	}
	ftruncateSync(descriptor, position);
	fsyncSync(descriptor);
	writeAll(descriptor, COMPLETE, 0);
	fsyncSync(descriptor);
	rmSync(temporaryOf(file), { force: true });
}

/**
 * Copies the temporary file over its file after a crash in the middle of that.
 *
 * @throws {StateFileError} if the temporary file is missing
 */
export function finishCopy(file: string, descriptor: number): void {
	const temporary = temporaryOf(file);
	let source: number;
	try {
		source = openSync(temporary, constants.O_RDONLY | constants.O_NOFOLLOW);
	} catch {
		throw new StateFileError(`${file}: is incomplete, because its sandbox was killed at the start, and ${temporary} is missing`);
	}
	try {
		copyIntoPlace(file, descriptor, source);
	} finally {
		closeSync(source);
	}
}
