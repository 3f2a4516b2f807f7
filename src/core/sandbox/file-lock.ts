import { closeSync, constants, openSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { isRecord } from "../operation/is-record.ts";
import { fileError, StateFileError } from "./state-file-error.ts";

/** The process that holds a lock. */
interface LockOwner {
	readonly pid: number;
	/** When the process started, in the units of its system; empty where that cannot be told. */
	readonly started: string;
	/** The machine or container whose process it is. */
	readonly host: string;
}

/**
 * Locks a file for this process by a file beside it, `<file>.lock`, that names the process. The lock of a process that has ended
 * does not count, not even if another process has its number.
 *
 * @returns the function that unlocks it
 * @throws {StateFileError} naming the process that holds the lock, or the reason why there can be no lock
 */
export function lockFile(file: string): () => void {
	const lock = `${file}.lock`;
	const own = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? "", host: hostname() } satisfies LockOwner);
	while (!createLock(lock, own)) {
		const text = readIfThere(lock);
		const owner = text === undefined ? undefined : readOwner(text, lock, file);
		if (owner === undefined) continue;
		if (mayRun(owner)) throw new StateFileError(`${file}: ${explain(owner, lock)}`);
		removeStale(lock, text);
	}
	return () => {
		if (readIfThere(lock) === own) unlinkSync(lock);
	};
}

/** The codes of a folder that is missing or may not be written to. */
const FOLDER_PROBLEMS = new Set(["ENOENT", "EACCES", "EPERM", "EROFS"]);

/** Returns whether the lock was free. A link in its place is not followed. */
function createLock(lock: string, text: string): boolean {
	let descriptor: number | undefined;
	try {
		descriptor = openSync(lock, "wx", 0o644);
		writeFileSync(descriptor, text);
		return true;
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		if (code === "EEXIST") return false;
		if (descriptor !== undefined) unlinkSync(lock);
		const failed = fileError(lock, "cannot be created", error);
		if (!FOLDER_PROBLEMS.has(code)) throw failed;
		throw new StateFileError(
			`${failed.message}. Use a folder that can be written to; in a container, mount it instead of the file`,
		);
	} finally {
		if (descriptor !== undefined) closeSync(descriptor);
	}
}

function readIfThere(lock: string): string | undefined {
	let descriptor: number | undefined;
	try {
		// A link is not followed: one that leads nowhere would look as if there were no lock.
		descriptor = openSync(lock, constants.O_RDONLY | constants.O_NOFOLLOW);
		return readFileSync(descriptor, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw fileError(lock, "cannot be read", error);
	} finally {
		if (descriptor !== undefined) closeSync(descriptor);
	}
}

function readOwner(text: string, lock: string, file: string): LockOwner {
	try {
		const owner: unknown = JSON.parse(text);
		// Without the other members, it counts as one of another host.
		if (isRecord(owner) && Number.isSafeInteger(owner.pid)) return owner as unknown as LockOwner;
	} catch {}
	throw new StateFileError(`${lock}: names no process. Remove it, unless another sandbox uses ${file}`);
}

/** Whether a process may still run: on another host that cannot be told. */
function mayRun({ pid, started, host }: LockOwner): boolean {
	if (host !== hostname()) return true;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
	}
	const now = startOf(pid);
	return now === undefined || started === "" || now === started;
}

/**
 * When a process started, as Linux counts it; empty for one that has ended and still has its number. Undefined where that cannot
 * be told.
 */
function startOf(pid: number): string | undefined {
	try {
		// The name of the process, in parentheses, may contain anything.
		const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\) /s, "")
			.split(" ");
		return state === "Z" ? "" : fields[18];
	} catch {
		return undefined;
	}
}

function explain({ pid, host }: LockOwner, lock: string): string {
	if (host === hostname()) return `is in use by process ${pid}. Stop it, or keep the state in another file`;
	return `is in use by process ${pid} on ${host}. Stop it; if it has ended, remove ${lock}`;
}

/** Removes a lock, unless another process has renewed it since it was read. */
function removeStale(lock: string, text: string | undefined): void {
	const aside = `${lock}.${process.pid}`;
	try {
		renameSync(lock, aside);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
		throw fileError(lock, "cannot be removed", error);
	}
	if (readFileSync(aside, "utf8") === text) unlinkSync(aside);
	else renameSync(aside, lock);
}
