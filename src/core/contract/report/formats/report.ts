import type { Outcome } from "../result.ts";

/** A place in a source file; lines and columns count from 1. */
export interface SourcePosition {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}

/** What a report may know besides the result. */
export interface ReportContext {
	/** Finds where in the sources a pointer into the bundle comes from. */
	readonly locate?: (pointer: string) => SourcePosition | undefined;
	/** Whether the text may have colours. */
	readonly colour?: boolean;
	/** Tells more: every skip, and everything that is not covered. */
	readonly verbose?: boolean;
}

/** A report is text, made of an outcome and of nothing else. */
export type Report = (outcome: Outcome, context?: ReportContext) => string;
