/** A position in a source file. Lines and columns count from 1; the path is relative to the working directory. */
export interface SourcePosition {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}
