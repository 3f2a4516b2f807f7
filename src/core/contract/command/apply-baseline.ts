import { existsSync } from "node:fs";
import { readTextFile, writeTextFile } from "../../command/files.ts";
import { type BaselineEntry, type BaselineSubject, matchBaseline, updateBaseline } from "../../report/baseline.ts";
import { BaselineError, parseBaseline, printBaseline } from "../../report/baseline-file.ts";
import { TargetError } from "./setup.ts";

/** How a command uses a baseline. */
interface BaselineUse {
	readonly file: string;
	/** Whether to write what was found to the file. */
	readonly update: boolean;
	/** Whether only some cases were chosen, so that a deviation that is missing may not have been tried. */
	readonly isSelection: boolean;
	/** The current day, as `2027-01-31` (UTC). */
	readonly today: string;
}

/** Reads a baseline. A file that is yet to be written, or empty, has no entries. @throws {TargetError} where the file is no baseline */
export function readBaseline({ file, update }: Pick<BaselineUse, "file" | "update">): BaselineEntry[] {
	if (!existsSync(file)) {
		if (update) return [];
		throw new TargetError(`--baseline ${file}: expected a file, got none; --update-baseline writes it`);
	}
	const text = readTextFile("--baseline", file);
	if (update && text.trim() === "") return [];
	try {
		return parseBaseline(text);
	} catch (error) {
		throw error instanceof BaselineError ? new TargetError(`--baseline ${file}: ${error.message}`) : error;
	}
}

/**
 * Marks what a baseline knows of a result, after an update of the entries if that is wanted.
 *
 * @returns the marked result, and what writes the updated entries to the file
 */
export function applyBaseline<Result>(
	{ found, rules, mark, ...subject }: BaselineSubject<Result>,
	entries: readonly BaselineEntry[],
	{ file, update, isSelection, today }: BaselineUse,
): { readonly result: Result; write(): void } {
	const wasTried = (entry: BaselineEntry) => !isSelection && !subject.provesNothing && subject.wasTried(entry);
	const scope = { rules, wasTried, file, today };
	const current = update && !subject.provesNothing ? updateBaseline(found, entries, scope) : entries;
	const { marks, notes } = matchBaseline(found, current, scope);
	const write = () => {
		if (current !== entries) writeTextFile(`--baseline ${file}`, file, printBaseline(current));
	};
	return { result: mark(marks, notes), write };
}
