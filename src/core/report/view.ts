import type { BaselineMark } from "./baseline.ts";

/** A term with its text. */
export type ViewRow = readonly [term: string, text: string];

/** One deviation from the description. */
export interface ViewEntry {
	/** The id of the rule that does not hold. */
	readonly rule: string;
	/** Whether it fails the run. */
	readonly failing: boolean;
	readonly operationId: string;
	/** A JSON pointer, and the keyword where a single one is concerned. */
	readonly pointer: string;
	readonly keyword?: string;
	/** What the description says, what the other side does, and both in one sentence. */
	readonly sides: readonly [ViewRow, ViewRow];
	readonly sentence: string;
	readonly source: readonly string[];
	/** A JSON pointer into the bundle. */
	readonly location: string;
	/** What a baseline says of it, if it is known. */
	readonly baseline?: BaselineMark;
	/** More rows, more columns of a table, command lines, and properties for programs. */
	readonly details?: readonly ViewRow[];
	readonly columns?: readonly ViewRow[];
	/** What was sent and received, each with its name; long texts. */
	readonly bodies?: readonly ViewRow[];
	readonly commands?: readonly string[];
	readonly properties?: Readonly<Record<string, unknown>>;
}

/** A test case. It fails if one of its entries does; durations are milliseconds. */
export interface ViewCase {
	readonly name: string;
	readonly elapsed?: number;
	readonly entries?: readonly ViewEntry[];
	readonly skipped?: string;
	readonly error?: Readonly<Record<"message" | "type", string>>;
}

/** A result as most formats print it. */
export interface ReportView {
	/** What prints it, in titles; `contract` by default. */
	readonly command?: string;
	readonly target: string;
	/** The verdict, alone and in words with the kind of report. */
	readonly verdict: string;
	readonly headline: string;
	/** How much was looked at, and how much was left out. */
	readonly extent: readonly string[];
	readonly omitted?: readonly string[];
	/** Milliseconds since 1970, and milliseconds. */
	readonly started: number;
	readonly elapsed: number;
	/** Whether there is a result, good or bad. */
	readonly successful: boolean;
	/** Every rule that an entry can name, with the sentence that has to hold. */
	readonly rules: readonly { readonly id: string; readonly title: string }[];
	readonly entries: readonly ViewEntry[];
	readonly suites: readonly { readonly name: string; readonly cases: readonly ViewCase[] }[];
	readonly notes: readonly string[];
	/** Lists that are folded up, by heading and summary. */
	readonly lists?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
