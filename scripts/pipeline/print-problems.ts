import { paint } from "../../src/core/operation/paint.ts";
import { stripControlCharacters } from "../../src/core/operation/strip-control-characters.ts";
import type { DescriptionError } from "./problem.ts";

/** Where problems are printed: the context of a command. */
interface ProblemOutput {
	readonly colour?: boolean;
	error(line: string): void;
}

/** Prints each problem of a description on a line: its place, what is wrong, and the rule. What files hold cannot move the cursor. */
export function printProblems({ problems }: DescriptionError, output: ProblemOutput): void {
	for (const { file, line, column, message, rule, severity } of problems) {
		const place = paint(output, "bold", stripControlCharacters(`${file}:${line}:${column}`));
		const text = message.split("\n").map(stripControlCharacters).join("\n");
		output.error(`${place} ${paint(output, "red", severity)} ${text} ${paint(output, "dim", `(${rule})`)}`);
	}
}
