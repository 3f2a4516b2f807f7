import { close, closeSync, fsync, readSync, rmSync, write } from "node:fs";
import { promisify } from "node:util";
import type { Change } from "./change.ts";
import { CHUNK, COMPLETE, chunksOf, writeAll } from "./journal-lines.ts";
import { copyIntoPlace, createTemporary, moveIntoPlace, temporaryOf } from "./replace-file.ts";
import { StateFileError } from "./state-file-error.ts";

const writeAsync = promisify(write);
const syncAsync = promisify(fsync);

/**
 * A new journal that is to replace the old one: the state, then the changes that are written to the old one meanwhile. It is
 * written a little at a time, so that requests are handled in between.
 */
export class JournalDraft {
	/** In bytes. */
	size = 0;
	/** The number of lines that the state needs. */
	lines = 0;
	readonly #file: string;
	readonly #old: number | undefined;
	readonly #descriptor: number;
	/** Up to this position, the changes in the old journal are part of the new one. */
	#copied: number;

	/**
	 * @param old the descriptor of the old journal; undefined where there is none
	 * @param oldSize its size in bytes, when the state was the one that will be written
	 */
	constructor(file: string, old: number | undefined, oldSize: number) {
		this.#file = file;
		this.#old = old;
		this.#copied = oldSize;
		this.#descriptor = createTemporary(file, old);
	}

	/**
	 * Writes the state, and all but the last of the changes that arrive meanwhile.
	 *
	 * @param changes the changes that lead to the state
	 * @param oldSize returns the present size of the old journal; undefined to abandon the draft
	 * @returns whether it was written; if not, nothing remains of it
	 */
	async write(changes: Iterable<Change>, oldSize: () => number | undefined): Promise<boolean> {
		try {
			await this.#append(Buffer.from(COMPLETE));
			for (const text of chunksOf(this.#counted(changes))) {
				await this.#append(Buffer.from(text));
				if (oldSize() === undefined) break;
			}
			// Otherwise a crash of the machine could leave the name of the journal on an empty file.
			await syncAsync(this.#descriptor);
			while ((oldSize() ?? 0) - this.#copied > CHUNK) await this.#append(this.#readOld(CHUNK));
		} catch (error) {
			this.#discard();
			throw error;
		}
		if (oldSize() !== undefined) return true;
		this.#discard();
		return false;
	}

	/**
	 * Adds the last changes, and takes the place of the old journal.
	 *
	 * @param mayCopy whether to copy the new journal over the old one where it cannot be moved there
	 * @returns the descriptor to write to from now on; undefined if the old journal stays
	 */
	replace(oldSize: number, mayCopy: boolean): number | undefined {
		try {
			this.size += writeAll(this.#descriptor, this.#readOld(oldSize - this.#copied), this.size);
			if (moveIntoPlace(this.#file)) {
				// Freeing the space of a large file takes long enough to be noticed.
				if (this.#old !== undefined) close(this.#old);
				return this.#descriptor;
			}
			if (this.#old === undefined) throw new StateFileError(`${this.#file}: cannot be written: nothing can be moved there`);
		} catch (error) {
			this.#discard();
			throw error;
		}
		if (mayCopy) {
			copyIntoPlace(this.#file, this.#old, this.#descriptor);
			closeSync(this.#descriptor);
			return this.#old;
		}
		this.#discard();
		return undefined;
	}

	*#counted(changes: Iterable<Change>): Generator<Change> {
		for (const change of changes) {
			this.lines++;
			yield change;
		}
	}

	async #append(bytes: Buffer): Promise<void> {
		for (let done = 0; done < bytes.length; ) {
			const { bytesWritten } = await writeAsync(this.#descriptor, bytes, done, bytes.length - done, this.size);
			done += bytesWritten;
			this.size += bytesWritten;
		}
	}

	#readOld(length: number): Buffer {
		const bytes = Buffer.alloc(length);
		for (let done = 0; done < length; ) {
			done += readSync(this.#old ?? -1, bytes, done, length - done, this.#copied + done);
		}
		this.#copied += length;
		return bytes;
	}

	#discard(): void {
		closeSync(this.#descriptor);
		rmSync(temporaryOf(this.#file), { force: true });
	}
}
