import type { SourcePosition } from "../operation/source-position.ts";

/** What a report may use besides the result. */
export interface ReportContext {
	/** Finds the source of a pointer into the bundle. */
	readonly locate?: (pointer: string) => SourcePosition | undefined;
	/** Where a reader finds a source, as an address that a page can link to. */
	readonly link?: (position: SourcePosition) => string | undefined;
	/** The address of the page that documents an operation or a webhook, if there is one. */
	readonly page?: (operationId: string) => string | undefined;
	/** Whether the text may have colours. */
	readonly colour?: boolean;
	/** Lists every skip, and everything that is not covered. */
	readonly verbose?: boolean;
}

/** Prints a result, and depends on nothing else. */
export type ReportFormat<Result> = (result: Result, context?: ReportContext) => string;

/** A pointer into the bundle as `file:line:column`, or as it is where the source is unknown. */
export function describePosition(location: string, { locate }: ReportContext): string {
	const position = locate?.(location);
	return position ? `${position.file}:${position.line}:${position.column}` : location;
}

/** The same as `file:line`. */
export function describeLine(location: string, { locate }: ReportContext): string {
	const position = locate?.(location);
	return position ? `${position.file}:${position.line}` : location;
}

/** A duration in seconds. */
export function inSeconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A pointer, and the keyword where a single one is concerned. */
export function placeOf({ pointer, keyword }: { readonly pointer: string; readonly keyword?: string }): string {
	return keyword === undefined ? pointer : `${pointer} ${keyword}`;
}
