import { readFileSync, writeFileSync } from "node:fs";
import { type BaselineEntry, type BaselineSubject, matchBaseline, updateBaseline } from "../../report/baseline.ts";
import { BaselineError, parseBaseline, printBaseline } from "../../report/baseline-file.ts";
import { TargetError } from "./setup.ts";

/** How a command uses a baseline. */
interface BaselineUse {
	readonly file: string;
	/** Whether to write what was found to the file first. */
	readonly update: boolean;
	/** Whether only some cases were chosen, so that a deviation that is missing may not have been tried. */
	readonly isSelection: boolean;
	/** The current day, as `2027-01-31` (UTC). */
	readonly today: string;
}

/** Reads a baseline. A file that is yet to be written has no entries. @throws {TargetError} where the file is no baseline */
export function readBaseline({ file, update }: Pick<BaselineUse, "file" | "update">): BaselineEntry[] {
	try {
		return parseBaseline(readFileSync(file, "utf8"));
	} catch (error) {
		if (error instanceof BaselineError) throw new TargetError(`--baseline ${file}: ${error.message}`);
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		if (update) return [];
		throw new TargetError(`--baseline ${file}: expected a file, got none; --update-baseline writes it`);
	}
}

/** Marks what a baseline knows of a result, after an update of the baseline if that is wanted. */
export function applyBaseline<Result>(
	{ found, rules, mark, ...subject }: BaselineSubject<Result>,
	entries: readonly BaselineEntry[],
	{ file, update, isSelection, today }: BaselineUse,
): Result {
	const wasTried = (entry: BaselineEntry) => !isSelection && !subject.provesNothing && subject.wasTried(entry);
	const scope = { rules, wasTried, file, today };
	const current = update && !subject.provesNothing ? updateBaseline(found, entries, scope) : entries;
	if (current !== entries) writeFileSync(file, printBaseline(current));
	const { marks, notes } = matchBaseline(found, current, scope);
	return mark(marks, notes);
}
