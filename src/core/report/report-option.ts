import { givenTwice, UsageError } from "../command/define-command.ts";
import { identityOfFile } from "../command/files.ts";

/**
 * Reads the texts of an option `--report` as files by name of the report; `-` is the standard output.
 *
 * @param names the known reports
 * @param inputs the files that the command reads, each with its option as it is written
 * @throws {UsageError} also if a report would replace an input, or another report
 */
export function readReportOption(
	texts: readonly string[],
	names: readonly string[],
	inputs: readonly { readonly option: string; readonly file: string }[] = [],
): ReadonlyMap<string, string> {
	const reports = new Map<string, string>();
	const taken = new Set<string>();
	const read = new Map(inputs.map(({ option, file }) => [identityOfFile(file), option]));
	for (const part of texts.flatMap((text) => text.split(","))) {
		const [, name = "", file = "-"] = /^([^=]*)(?:=(.+))?$/.exec(part) ?? [];
		if (!names.includes(name)) throw new UsageError(`--report ${part}: expected one of ${names.join(", ")}, as name=file`);
		if (reports.has(name)) throw givenTwice(`--report ${name}`);
		const identity = file === "-" ? file : identityOfFile(file);
		const input = read.get(identity);
		if (input !== undefined) throw new UsageError(`--report ${part}: expected a file of its own, got the one of ${input}`);
		if (taken.has(identity)) {
			const place = file === "-" ? "standard output" : file;
			throw new UsageError(`--report ${part}: only one report can go to ${place}; give it a file of its own, as ${name}=file`);
		}
		taken.add(identity);
		reports.set(name, file);
	}
	return reports;
}

/** Whether a report goes to the standard output, where a program may read it. */
export function usesStandardOutput(reports: ReadonlyMap<string, string>): boolean {
	return [...reports.values()].includes("-");
}
