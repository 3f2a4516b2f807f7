import type { BaselineMark } from "./baseline.ts";
import type { TextMark } from "./text-lines.ts";

/** A term with its text. */
export type ViewRow = readonly [term: string, text: string];

/** A long text in lines, of which one may be what an entry is about. */
export interface ViewText {
	readonly name: string;
	readonly lines: readonly string[];
	readonly mark?: TextMark;
}

/** The names of what was covered, and of what was not. */
export interface ViewCoverage {
	/** What is covered, in the plural, and when it is. */
	readonly name: string;
	readonly meaning: string;
	readonly covered: readonly string[];
	readonly missing: readonly string[];
}

/** A verdict for a reader who knows nothing of the command. */
export interface Conclusion {
	/** What was found, in one sentence with its numbers. */
	readonly sentence: string;
	/** What the exit code of the command says. */
	readonly exit: string;
	/** Whether that is as it should be. `open`: nothing is decided, or it rests on little. */
	readonly tone: "good" | "bad" | "open";
}

/** What a view calls its parts, in titles and labels. */
export interface ViewWords {
	/** An entry, and the rule of one, in the singular. */
	readonly entry: string;
	readonly rule: string;
	/** The test cases, and those that passed or failed. */
	readonly cases: string;
	readonly passed: string;
	readonly failed: string;
}

/** How severe an entry is. Formats have their own words for it. */
export type EntryLevel = "error" | "warning" | "note";

/** One deviation from the description. */
export interface ViewEntry {
	/** Its place in the list, from 1. */
	readonly number: number;
	/** The id of the rule that does not hold. */
	readonly rule: string;
	/** Whether it fails the run. */
	readonly failing: boolean;
	/** How severe it is if it fails; an error unless it says so. */
	readonly level?: EntryLevel;
	/** The same in the word of the command, such as `additive`. */
	readonly severity?: string;
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
	/** Lays out what was sent and received. A function, as most formats have no room for it, and foreign text in it is not yet harmless. */
	readonly texts?: () => readonly ViewText[];
	readonly commands?: readonly string[];
	readonly properties?: Readonly<Record<string, unknown>>;
}

/** A test case. It fails if one of its entries does; durations are milliseconds. */
export interface ViewCase {
	readonly name: string;
	/** What it proves if it passes. */
	readonly proves?: string;
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
	readonly conclusion: Conclusion;
	readonly words: ViewWords;
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
	/** What was unusual, in rows. */
	readonly incidents?: readonly ViewRow[];
	readonly coverage?: readonly ViewCoverage[];
}
