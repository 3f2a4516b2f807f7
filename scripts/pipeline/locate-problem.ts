import { relative } from "node:path";
import type { Position } from "./locate.ts";
import type { LocatedProblem } from "./problem.ts";
import { type NormalizedProblem, redoclyCore, type Source } from "./redocly-core.ts";

/** A problem of a whole file, reported at its beginning. */
export function fileProblem(file: string, rule: string, message: string): LocatedProblem {
	return { file: relative(process.cwd(), file), line: 1, column: 1, message, rule, severity: "error" };
}

/** The position of a pointer (`#/…`) within one file. */
export function positionOf(source: Source, pointer: string): Position {
	const { start } = redoclyCore.getLineColLocation({ source, pointer, reportOnKey: true });
	return { file: relative(process.cwd(), source.absoluteRef), line: start.line, column: start.col };
}

/** A problem that Redocly's linter or bundler reported, with its suggestions. */
export function redoclyProblem({ message, location, ruleId, severity, suggest }: NormalizedProblem): LocatedProblem {
	const [first] = location;
	if (first === undefined) throw new Error(`The linter gave no location for: ${message}`);
	const { source, start } = redoclyCore.getLineColLocation(first);
	const hint = suggest.length > 0 ? ` Did you mean ${suggest.join(" or ")}?` : "";
	return {
		file: relative(process.cwd(), source.absoluteRef),
		line: start.line,
		column: start.col,
		message: message.trim().replace(/\s*\n\s*/g, " ") + hint,
		rule: ruleId,
		severity: severity === "warn" ? "warn" : "error",
	};
}
