import { readFileSync } from "node:fs";
import { messageOf } from "../operation/message-of.ts";
import { stripByteOrderMark } from "../operation/strip-byte-order-mark.ts";
import { lockFile } from "./file-lock.ts";
import { Journal } from "./journal.ts";
import { COMPLETE } from "./journal-lines.ts";
import { SeedError } from "./policy.ts";
import { followLinks } from "./replace-file.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Seed } from "./seed.ts";
import { fileError, StateFileError } from "./state-file-error.ts";

/**
 * Reads a seed, or a snapshot, from a JSON file.
 *
 * @param failure the message, without the reason, for a file that is not JSON
 * @throws {StateFileError} naming the file and what is wrong with it
 */
export function readSeedFile(file: string, failure = `${file}: is not JSON`): Seed {
	let text: string;
	try {
		text = stripByteOrderMark(readFileSync(file, "utf8"));
	} catch (error) {
		throw fileError(file, "cannot be read", error);
	}
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw new StateFileError(`${failure} (${messageOf(error)})`);
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
 * Keeps the state of a sandbox in a file: it is loaded from there if the file exists, and every change is written there before it
 * takes effect. Only one process at a time can use the file.
 *
 * @param name the file; a link is followed
 * @param onError called if the file cannot be compacted later; it grows on then, and is complete
 * @returns what ends it. Later changes are not kept.
 * @throws {StateFileError} if the file is in use, or cannot be read, understood or written
 */
export async function keepState(
	sandbox: Sandbox,
	name: string,
	onError: (error: Error) => void,
): Promise<{ stop(): Promise<void> }> {
	const file = findFile(name);
	const unlock = lockFile(file);
	const restore = () => {
		const expected = `expected a journal, which begins with the line ${COMPLETE.trim()}, or a snapshot in JSON`;
		const snapshot = readSeedFile(file, `${file}:1: ${expected}`);
		applyFile(file, () => sandbox.restore(snapshot));
	};
	const journal = new Journal(file, { source: sandbox.changes, restore, onError });
	try {
		await journal.open();
	} catch (error) {
		unlock();
		throw error;
	}
	sandbox.changes.keep = (changes) => journal.append(changes);
	return {
		async stop() {
			sandbox.changes.keep = undefined;
			await journal.close();
			unlock();
		},
	};
}

function findFile(name: string): string {
	try {
		return followLinks(name);
	} catch (error) {
		throw fileError(name, "cannot be written", error);
	}
}
