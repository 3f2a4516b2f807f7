import { expect, test } from "vitest";
import { printProblems } from "../../scripts/pipeline/print-problems.ts";
import { DescriptionError } from "../../scripts/pipeline/problem.ts";

test("what a file holds moves no cursor and gives a CI runner no command; lines stay lines", () => {
	const message = 'got "\u001b[2J\u202e";\n::error::mend it';
	const problem = { file: "a\u0007.yaml", line: 3, column: 1, message, rule: "model", severity: "error" } as const;
	const lines: string[] = [];
	printProblems(new DescriptionError([problem]), { error: (line) => lines.push(line) });
	expect(lines).toEqual(['a?.yaml:3:1 error got "?[2J?";\n: :error::mend it (model)']);
});
