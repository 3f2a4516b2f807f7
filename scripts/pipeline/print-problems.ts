import { paint } from "../../src/core/operation/paint.ts";
import { stripControlCharacters } from "../../src/core/operation/strip-control-characters.ts";
import type { DescriptionError, LocatedProblem } from "./problem.ts";

/** Where problems are printed: the context of a command. */
interface ProblemOutput {
	readonly colour?: boolean;
	error(line: string): void;
}

/** Prints each problem of a description: its place, what is wrong, and the rule. */
export function printProblems({ problems }: DescriptionError, output: ProblemOutput): void {
	for (const problem of problems) output.error(problemText(problem, output));
}

/** The text of a problem. What files hold cannot move the cursor. */
export function problemText({ file, line, column, message, rule, severity }: LocatedProblem, output: ProblemOutput): string {
	const place = paint(output, "bold", stripControlCharacters(`${file}:${line}:${column}`));
	const text = message.split("\n").map(stripControlCharacters).join("\n");
	return `${place} ${paint(output, "red", severity)} ${text} ${paint(output, "dim", `(${rule})`)}`;
}
