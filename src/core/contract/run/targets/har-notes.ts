import { groupBy } from "../../../operation/group-by.ts";
import type { Redact } from "../../../operation/redact.ts";
import { splitUrl } from "../../../operation/split-url.ts";
import type { RecordedPart } from "../../exchange.ts";
import { cutDataUrls } from "./cut-data-urls.ts";

/** The number of entries of a kind that are named; the others are counted. */
const MAX_NAMED = 20;
/** The number of characters of an address that are shown, and that are kept to find secrets in. */
const [MAX_SHOWN, MAX_KEPT] = [200, 4000];

/** What of a recording is not judged, for the notes of the result. */
export class HarNotes {
	readonly #malformed: string[] = [];
	#malformedCount = 0;
	/** The number of requests by method, host and path. */
	readonly #unmatched = new Map<string, number>();
	#unmatchedCount = 0;
	#notModifiedCount = 0;
	#unselectedCount = 0;
	/** How often an operation lacks a part, or has replaced values, by both. */
	readonly #unrecorded = new Map<string, UnjudgedPart>();

	/** The first entry that could not be read, and why. */
	get firstMalformed(): string | undefined {
		return this.#malformed[0];
	}

	/** Whether something could not be read, belongs to no operation or was not recorded, which fails a strict run. */
	get hasUnjudged(): boolean {
		return this.#malformedCount + this.#unmatchedCount + this.#unrecorded.size > 0;
	}

	/** @param entry its name, such as `entry 3` */
	addMalformed(entry: string, problem: string): void {
		this.#malformedCount++;
		if (this.#malformed.length < MAX_NAMED) this.#malformed.push(`${entry} cannot be read: ${problem}`);
	}

	addUnmatched(method: string, url: string): void {
		this.#unmatchedCount++;
		const { origin, pathname } = splitUrl(url);
		const address = /^https?:/i.test(url) ? origin.replace(/^\w+:\/\//, "") + pathname : cutDataUrls(url);
		const name = `${method} ${address}`.slice(0, MAX_KEPT);
		const count = this.#unmatched.get(name) ?? 0;
		if (count > 0 || this.#unmatched.size < MAX_NAMED) this.#unmatched.set(name, count + 1);
	}

	addNotModified(): void {
		this.#notModifiedCount++;
	}

	/** A request of an operation that is not to be judged. */
	addUnselected(): void {
		this.#unselectedCount++;
	}

	/** A part of an exchange that the recording does not hold, or a value that was replaced. */
	addUnrecorded(part: RecordedPart | "value", operationId: string): void {
		const key = `${part} ${operationId}`;
		const count = (this.#unrecorded.get(key)?.count ?? 0) + 1;
		this.#unrecorded.set(key, { part, operationId, count });
	}

	/** One sentence for each note. */
	list(redact: Redact): string[] {
		const unnamed = this.#malformedCount - this.#malformed.length;
		const unmatched = [...this.#unmatched].map(([name, count]) => {
			const shown = redact(name);
			const cut = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
			return `belongs to no operation: ${cut}${count > 1 ? ` (${count} times)` : ""}`;
		});
		const notModified = `${this.#notModifiedCount} responses are 304 (not modified) and prove nothing`;
		return [
			...this.#malformed.map(redact),
			...(unnamed > 0 ? [`${unnamed} more entries cannot be read`] : []),
			...unmatched,
			...(this.#notModifiedCount > 0 ? [notModified] : []),
			...(this.#unmatchedCount > 0 ? [`${this.#unmatchedCount} recorded requests belong to no operation`] : []),
			...(this.#unselectedCount > 0
				? [`${this.#unselectedCount} recorded requests belong to operations that were not selected`]
				: []),
			...[...groupBy([...this.#unrecorded.values()], ({ part }) => part)].map(describeUnjudged),
		];
	}
}

interface UnjudgedPart {
	readonly part: RecordedPart | "value";
	readonly operationId: string;
	readonly count: number;
}

function describeUnjudged([part, rows]: [UnjudgedPart["part"], readonly UnjudgedPart[]]): string {
	const total = rows.reduce((sum, { count }) => sum + count, 0);
	const operations = rows.map(({ operationId, count }) => operationId + (count > 1 ? ` ${times(count)}` : "")).join(", ");
	if (part === "value") return `replaced in the recording and not judged: ${total} value${total > 1 ? "s" : ""} (${operations})`;
	return `not recorded and not judged: ${part}, ${times(total)} (${operations})`;
}

function times(count: number): string {
	return count === 1 ? "once" : `${count} times`;
}
