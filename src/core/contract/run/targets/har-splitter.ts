const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LIST = 0x5b;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Stands for an item of the list that is no object, so that it counts, however long it is. */
const NO_OBJECT = new TextEncoder().encode("null");

/** The kind of each byte: one look-up skips those that are not structural. */
const OTHER = 0;
const STRING = 1;
const OPEN = 2;
const CLOSE = 3;
const NAME = 4;
const KINDS = new Uint8Array(256);
KINDS[QUOTE] = STRING;
KINDS[LIST] = KINDS[0x7b] = OPEN;
KINDS[0x5d] = KINDS[0x7d] = CLOSE;
KINDS[0x3a] = NAME;

/** The maximum size of an entry. A larger one is not one exchange but a mistake, or an attack. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

/**
 * Splits an HTTP archive into its entries (`/log/entries/*`) while it is read, so that memory does not depend on its size. It
 * only looks at strings and brackets: the reader of an entry finds out whether it is JSON.
 */
export class HarSplitter {
	/** Whether the list of entries was found. */
	found = false;
	/** Whether the end of the list was found. */
	complete = false;
	readonly #path: string[] = [];
	#depth = 0;
	#inString = false;
	#escaped = false;
	#text: number[] = [];
	#key = "";
	/** The earlier chunks of an entry that is not complete; undefined between entries. */
	#parts: Uint8Array[] | undefined;
	#length = 0;
	/** Whether the current item of the list is no object and no list. */
	#isScalar = false;

	/**
	 * Takes the next bytes of the file.
	 *
	 * @returns the entries that end in them
	 * @throws {RangeError} for an entry that is too large
	 */
	push(chunk: Uint8Array): Uint8Array[] {
		const entries: Uint8Array[] = [];
		let start = this.#parts === undefined ? -1 : 0;
		for (let index = 0; index < chunk.length; index++) {
			if (this.#inString) {
				index = this.#skipString(chunk, index);
				continue;
			}
			const byte = chunk[index] ?? 0;
			const kind = KINDS[byte];
			if (this.#depth === 3 && (kind === OTHER || kind === STRING) && this.#startsScalar(byte)) entries.push(NO_OBJECT);
			if (kind === OTHER) continue;
			if (kind === STRING) this.#openString();
			else if (kind === NAME) this.#key = this.#depth <= 2 ? String.fromCharCode(...this.#text) : "";
			else if (kind === OPEN) {
				if (this.#isEntries() && this.#depth === 3) {
					start = index;
					this.#parts = [];
					this.#length = 0;
				}
				this.#open(byte === LIST);
			} else {
				this.#close();
				if (this.#depth === 3 && this.#parts !== undefined && this.#isEntries()) {
					entries.push(this.#finish(chunk.subarray(start, index + 1)));
					start = -1;
				}
			}
		}
		if (this.#parts !== undefined) this.#keep(chunk.subarray(Math.max(0, start)));
		return entries;
	}

	/** Takes a byte between the entries, and tells whether an item starts with it that is no entry. */
	#startsScalar(byte: number): boolean {
		if (byte <= SPACE || !this.#isEntries()) return false;
		const started = byte !== COMMA && !this.#isScalar;
		this.#isScalar = byte !== COMMA;
		return started;
	}

	#isEntries(): boolean {
		return this.#path[0] === "log" && this.#path[1] === "entries";
	}

	#open(isList: boolean): void {
		this.#depth++;
		// The member names on the way to the entries; deeper names do not matter.
		if (this.#depth === 2) this.#path[0] = this.#key;
		if (this.#depth === 3) this.#path[1] = isList ? this.#key : "";
		if (this.#depth === 3 && this.#isEntries()) this.found = true;
		this.#key = "";
	}

	#close(): void {
		if (this.#depth === 3 && this.#isEntries()) this.complete = true;
		this.#depth--;
		if (this.#depth < 3) this.#path.length = Math.max(0, this.#depth - 1);
	}

	#openString(): void {
		this.#inString = true;
		this.#text = [];
	}

	/** Skips to the end of a string, or of the chunk. Keeps the text where it can be a name on the way to the entries. */
	#skipString(chunk: Uint8Array, from: number): number {
		const keeps = this.#depth <= 2;
		for (let index = from; index < chunk.length; index++) {
			const byte = chunk[index] ?? 0;
			if (this.#escaped) this.#escaped = false;
			else if (byte === BACKSLASH) this.#escaped = true;
			else if (byte === QUOTE) {
				this.#inString = false;
				return index;
			} else if (keeps && this.#text.length < 32) this.#text.push(byte);
		}
		return chunk.length;
	}

	#keep(part: Uint8Array): void {
		this.#length += part.length;
		if (this.#length > MAX_ENTRY_BYTES) throw new RangeError(`an entry is longer than ${MAX_ENTRY_BYTES} bytes`);
		// A copy, because the file stream reuses its buffer.
		this.#parts?.push(part.slice());
	}

	#finish(last: Uint8Array): Uint8Array {
		const parts = this.#parts ?? [];
		this.#parts = undefined;
		if (parts.length === 0) return last;
		const whole = new Uint8Array(this.#length + last.length);
		let offset = 0;
		for (const part of [...parts, last]) {
			whole.set(part, offset);
			offset += part.length;
		}
		return whole;
	}
}
