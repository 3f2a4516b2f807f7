import { closeSync, fstatSync, ftruncateSync, openSync } from "node:fs";
import { type Change, ChangeError, type ChangeSource } from "./change.ts";
import { JournalDraft } from "./journal-draft.ts";
import { linesOf, parseLine, readHead, readLines, writeAll } from "./journal-lines.ts";
import { SeedError } from "./policy.ts";
import { finishCopy } from "./replace-file.ts";
import { fileError, StateFileError } from "./state-file-error.ts";

/** A journal with fewer lines is not compacted. */
const MIN_LINES = 10_000;

/** What a journal needs of the sandbox that it belongs to. */
export interface JournalOptions {
	readonly source: ChangeSource;
	/** Restores the state from the file, which is a snapshot. */
	readonly restore: () => void;
	/** Is called if the journal cannot be compacted. It still keeps every change. */
	readonly onError: (error: StateFileError) => void;
}

/**
 * A file with one line per change. A change is written before it takes effect, so that a killed process loses nothing that it has
 * acknowledged. When the file has twice as many lines as its state needs, it is compacted: see `JournalDraft`.
 */
export class Journal {
	readonly #file: string;
	readonly #options: JournalOptions;
	/** Undefined while the file does not exist. */
	#descriptor: number | undefined;
	/** How much of the file is valid, in bytes. */
	#size = 0;
	#lines = 0;
	/** With more lines than this, the file is compacted. */
	#limit = MIN_LINES;
	#compaction: Promise<void> | undefined;
	#isClosed = false;

	/** @param file its real path, without links */
	constructor(file: string, options: JournalOptions) {
		this.#file = file;
		this.#options = options;
	}

	/**
	 * Brings the sandbox to the state in the file. A new or empty file, or a snapshot, becomes a journal.
	 *
	 * @throws {StateFileError} if the file cannot be read, understood or written
	 */
	async open(): Promise<void> {
		try {
			this.#descriptor = openExisting(this.#file);
			const isJournal = this.#descriptor !== undefined && this.#load(this.#descriptor);
			this.#setLimit([...this.#options.source.list()].length);
			if (!isJournal || this.#lines > this.#limit) await this.#rewrite(true);
		} catch (error) {
			await this.close();
			throw fileError(this.#file, "cannot be written", error);
		}
	}

	/**
	 * Writes changes: all of them or none.
	 *
	 * @throws {StateFileError} if they cannot be written
	 */
	append(changes: readonly Change[]): void {
		// Now the state is that of the file; once the changes are written, it would lack them.
		if (this.#lines > this.#limit) this.#compaction ??= this.#compact();
		const descriptor = this.#descriptor ?? -1;
		let end = this.#size;
		try {
			for (const text of linesOf(changes)) end += writeAll(descriptor, text, end);
		} catch (error) {
			ftruncateSync(descriptor, this.#size);
			throw fileError(this.#file, "cannot be written", error);
		}
		this.#size = end;
		this.#lines += changes.length;
	}

	/** Closes the file. A compaction is abandoned. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#compaction;
		if (this.#descriptor !== undefined) closeSync(this.#descriptor);
		this.#descriptor = undefined;
	}

	/** Returns whether the file is a journal. */
	#load(descriptor: number): boolean {
		if (!fstatSync(descriptor).isFile()) throw new StateFileError(`${this.#file}: is not a regular file`);
		const head = atPlace(`${this.#file}:1`, () => readHead(descriptor));
		if (head === "incomplete") finishCopy(this.#file, descriptor);
		if (head === undefined) this.#options.restore();
		if (head === undefined || head === "empty") return false;
		this.#replay(descriptor);
		return true;
	}

	/** Carries out the changes in the file, and removes those of a request at its end that were not written completely. */
	#replay(descriptor: number): void {
		const { source } = this.#options;
		source.replay({ op: "clear" });
		let pending: (() => void)[] = [];
		let number = 0;
		for (const { text, end } of readLines(descriptor)) {
			const place = `${this.#file}:${++number}`;
			// The first line is the head.
			if (number > 1) {
				const { more, ...change } = atPlace(place, () => parseLine(text), REPAIR);
				pending.push(() => atPlace(place, () => source.replay(change), REPAIR));
				if (more) continue;
			}
			for (const replay of pending) replay();
			this.#lines += pending.length;
			this.#size = end;
			pending = [];
		}
		ftruncateSync(descriptor, this.#size);
	}

	/** @param lines the number of lines that the state needs */
	#setLimit(lines: number): void {
		this.#limit = Math.max(MIN_LINES, 2 * lines);
	}

	async #compact(): Promise<void> {
		try {
			await this.#rewrite(false);
		} catch (error) {
			this.#limit = 2 * this.#lines;
			this.#options.onError(fileError(this.#file, "cannot be compacted, and grows on", error));
		}
		this.#compaction = undefined;
	}

	/** @param mayCopy whether the new file may be copied over the old one, which stops everything else */
	async #rewrite(mayCopy: boolean): Promise<void> {
		const before = this.#lines;
		const draft = new JournalDraft(this.#file, this.#descriptor, this.#size);
		const isWritten = await draft.write(this.#options.source.list(), () => (this.#isClosed ? undefined : this.#size));
		if (!isWritten) return;
		// From here on nothing waits, so that no change can come between.
		const replaced = draft.replace(this.#size, mayCopy);
		if (replaced === undefined) {
			this.#limit = Number.POSITIVE_INFINITY;
			return;
		}
		this.#descriptor = replaced;
		this.#size = draft.size;
		this.#setLimit(draft.lines);
		this.#lines += draft.lines - before;
	}
}

/** Opens a file to read and write. Returns undefined where it does not exist. */
function openExisting(file: string): number | undefined {
	try {
		return openSync(file, "r+");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw fileError(file, "cannot be opened", error);
	}
}

/** What to do about a line that is broken. */
const REPAIR = ". Remove the line, or put back a copy of the file";

/** Calls a function for a line. An error about the line names its place, and what to do. */
function atPlace<Result>(place: string, work: () => Result, advice = ""): Result {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof ChangeError || error instanceof SeedError)) throw error;
		throw new StateFileError(`${place}: ${error.message}${advice}`);
	}
}
