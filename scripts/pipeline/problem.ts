import type { SourcePosition } from "../../src/core/operation/source-position.ts";

/** A fault of a description, by its place in the bundle. */
export interface Problem {
	/** A JSON pointer into the bundle. */
	readonly pointer: string;
	/** What was expected, what was found, and what to do. */
	readonly message: string;
	/** `structure` if nothing else of the bundle could be read, `model` otherwise. */
	readonly rule?: "structure";
}

/** Reports a part of the description that the generators cannot express, at a pointer into the bundle. */
export type ReportProblem = (pointer: string, message: string) => void;

/** What is said of a part that is named `__proto__`. */
export const PROTO_MESSAGE = "expected another name, got __proto__, which objects do not keep; rename it";

/** A fault of a description, by its place in the source. */
export interface LocatedProblem extends SourcePosition {
	readonly message: string;
	readonly rule: string;
	readonly severity: "error" | "warn";
}

/** The description cannot be used; the problems say why, by pointer into the bundle. */
export class ModelError extends Error {
	override name = "ModelError";
	readonly problems: readonly Problem[];
	constructor(problems: readonly Problem[]) {
		super(problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"));
		this.problems = problems;
	}
}

/** The description cannot be used; the problems say why, by file, line and column. */
export class DescriptionError extends Error {
	override name = "DescriptionError";
	readonly problems: readonly LocatedProblem[];
	constructor(problems: readonly LocatedProblem[]) {
		super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join("\n"));
		this.problems = problems;
	}
}
