import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { SeedError } from "./policy.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Seed } from "./seed.ts";

/** A file cannot be read, written or understood; the message is one line. */
export class StateFileError extends Error {
	override readonly name = "StateFileError";
}

/**
 * Reads a seed, or a snapshot, from a JSON file.
 *
 * @throws {StateFileError} naming the file and what is wrong with it
 */
export function readSeedFile(file: string): Seed {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		throw new StateFileError(`${file}: cannot be read (${codeOf(error)})`);
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new StateFileError(`${file}: is not JSON (${error instanceof Error ? error.message : error})`);
	}
}

/**
 * Calls a function that applies a seed, and returns its result.
 *
 * @throws {StateFileError} naming the file and the pointer of a mistake in the seed
 */
export function applyFile<Result>(file: string, apply: () => Result): Result {
	try {
		return apply();
	} catch (error) {
		if (error instanceof SeedError) throw new StateFileError(`${file}: ${error.message}`);
		throw error;
	}
}

/**
 * Keeps the state of a sandbox in a file: it is loaded from there if the file exists, and written after changes, at the latest
 * every `interval` milliseconds and when it is stopped. A reader finds the old state or the new one, never half of either, even
 * after a crash: the file is written beside its place and then moved there.
 *
 * @param onError called when the file cannot be written later; the next try is after the next interval
 * @throws {StateFileError} where the file cannot be read, understood or written
 */
export function keepState(sandbox: Sandbox, file: string, onError: (error: Error) => void, interval = 500): { stop(): void } {
	if (existsSync(file)) {
		const snapshot = readSeedFile(file);
		applyFile(file, () => sandbox.restore(snapshot));
	}
	let written = Number.NaN;
	const flush = () => {
		const { revision } = sandbox;
		if (revision === written) return;
		try {
			writeAtomically(file, JSON.stringify(sandbox.snapshot()));
		} catch (error) {
			throw new StateFileError(`${file}: cannot be written (${codeOf(error)})`);
		}
		written = revision;
	};
	flush();
	const timer = setInterval(() => {
		try {
			flush();
		} catch (error) {
			onError(error as StateFileError);
		}
	}, interval);
	timer.unref();
	return {
		/** Writes the last changes, and stops watching. */
		stop() {
			clearInterval(timer);
			flush();
		},
	};
}

function writeAtomically(file: string, text: string): void {
	const temporary = `${file}.${process.pid}.tmp`;
	const descriptor = openSync(temporary, "w", 0o600);
	try {
		const bytes = Buffer.from(text);
		for (let position = 0; position < bytes.length; ) position += writeSync(descriptor, bytes, position);
		// Otherwise a crash of the machine could leave the new name on an empty file.
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
	renameSync(temporary, file);
}

function codeOf(error: unknown): string {
	return (error as NodeJS.ErrnoException).code ?? String(error);
}
