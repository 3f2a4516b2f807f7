import type { SplitUrl } from "../../../operation/split-url.ts";

/** The number of entries of a kind that are named; the others are counted. */
const MAX_NAMED = 20;

/** The entries of a recording that cannot be judged, for the notes of the result. */
export class HarNotes {
	readonly #malformed: string[] = [];
	#malformedCount = 0;
	/** The number of requests by method, host and path. */
	readonly #unmatched = new Map<string, number>();
	#unmatchedCount = 0;
	#notModifiedCount = 0;

	/** The first entry that could not be read, and why. */
	get firstMalformed(): string | undefined {
		return this.#malformed[0];
	}

	/** Whether an entry could not be read or belongs to no operation, which fails a strict run. */
	get hasUnjudged(): boolean {
		return this.#malformedCount + this.#unmatchedCount > 0;
	}

	addMalformed(index: number, problem: string): void {
		this.#malformedCount++;
		if (this.#malformed.length < MAX_NAMED) this.#malformed.push(`entry ${index} cannot be read: ${problem}`);
	}

	addUnmatched(method: string, { origin, pathname }: SplitUrl): void {
		this.#unmatchedCount++;
		const name = `${method} ${origin.replace(/^\w+:\/\//, "")}${pathname}`;
		const count = this.#unmatched.get(name) ?? 0;
		if (count > 0 || this.#unmatched.size < MAX_NAMED) this.#unmatched.set(name, count + 1);
	}

	addNotModified(): void {
		this.#notModifiedCount++;
	}

	/** One sentence for each note. */
	list(): string[] {
		const unnamed = this.#malformedCount - this.#malformed.length;
		const unmatched = [...this.#unmatched].map(
			([name, count]) => `belongs to no operation: ${name}${count > 1 ? ` (${count} times)` : ""}`,
		);
		const notModified = `${this.#notModifiedCount} responses are 304 (not modified) and prove nothing`;
		return [
			...this.#malformed,
			...(unnamed > 0 ? [`${unnamed} more entries cannot be read`] : []),
			...unmatched,
			...(this.#notModifiedCount > 0 ? [notModified] : []),
			...(this.#unmatchedCount > 0 ? [`${this.#unmatchedCount} recorded requests belong to no operation`] : []),
		];
	}
}
