import { givenTwice, UsageError } from "../command/define-command.ts";
import { identityOfFile } from "../command/files.ts";

/** A file that no report may replace, with the option that names it as it is written, or what it is, as in "the one of …". */
export interface ReportInput {
	readonly option: string;
	readonly file: string;
}

/**
 * Reads the texts of an option `--report` as files by name of the report; `-` is the standard output.
 *
 * @param names the known reports
 * @throws {UsageError} also if a report would replace an input, or another report
 */
export function readReportOption(
	texts: readonly string[],
	names: readonly string[],
	inputs: readonly ReportInput[] = [],
): ReadonlyMap<string, string> {
	const reports = new Map<string, string>();
	const taken = new Set<string>();
	for (const part of texts.flatMap((text) => text.split(","))) {
		const [, name = "", file = "-"] = /^([^=]*)(?:=(.+))?$/.exec(part) ?? [];
		if (!names.includes(name)) throw new UsageError(`--report ${part}: expected one of ${names.join(", ")}, as name=file`);
		if (reports.has(name)) throw givenTwice(`--report ${name}`);
		const identity = file === "-" ? file : identityOfFile(file);
		if (taken.has(identity)) {
			const place = file === "-" ? "standard output" : file;
			throw new UsageError(`--report ${part}: only one report can go to ${place}; give it a file of its own, as ${name}=file`);
		}
		taken.add(identity);
		reports.set(name, file);
	}
	rejectReplaced(reports, inputs);
	return reports;
}

/** @throws {UsageError} if a report would replace an input */
export function rejectReplaced(reports: ReadonlyMap<string, string>, inputs: readonly ReportInput[]): void {
	const read = new Map(inputs.map(({ option, file }) => [identityOfFile(file), option]));
	for (const [name, file] of reports) {
		const input = file === "-" ? undefined : read.get(identityOfFile(file));
		if (input === undefined) continue;
		throw new UsageError(`--report ${name}=${file}: expected a file of its own, got the one of ${input}`);
	}
}

/** Whether a report goes to a file. */
export function goesToFile(reports: ReadonlyMap<string, string>): boolean {
	return [...reports.values()].some((file) => file !== "-");
}

/** Whether a report goes to the standard output, where a program may read it. */
export function usesStandardOutput(reports: ReadonlyMap<string, string>): boolean {
	return [...reports.values()].includes("-");
}
