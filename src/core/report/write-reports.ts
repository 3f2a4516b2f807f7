import { appendFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { CommandContext } from "../command/command-context.ts";
import { writeTextFile } from "../command/files.ts";
import type { SourcePosition } from "../operation/source-position.ts";
import type { ReportContext, ReportFormat } from "./format.ts";
import { usesStandardOutput } from "./report-option.ts";

/** Where reports go, and what they may use. */
interface ReportOutput {
	/** The file of each report, by name of the report; `-` is the standard output. */
	readonly reports: ReadonlyMap<string, string>;
	readonly known: ReportContext;
	readonly context: CommandContext;
	/** A line on the standard error in the place of the report for people. */
	readonly failure?: string | undefined;
}

/**
 * Prints the report for people, unless another one takes the standard output, and writes the reports that are asked for. In a
 * workflow of GitHub, annotations and the summary of the job are written, too.
 *
 * @throws {UsageError} if a file cannot be written
 */
export function writeReports<Result>(
	result: Result,
	formats: Readonly<Record<string, ReportFormat<Result>>>,
	{ reports, known, context, failure }: ReportOutput,
): void {
	const { env = {}, colour = false } = context;
	const print = (name: string, more?: ReportContext) => formats[name]?.(result, { ...known, ...more }) ?? "";
	if (failure !== undefined) context.error(failure);
	else if (!usesStandardOutput(reports)) context.out(print("terminal", { colour }));
	if (env.GITHUB_ACTIONS === "true" && !usesStandardOutput(reports)) {
		const annotations = print("annotations").trimEnd();
		if (annotations) context.out(annotations);
	}
	// Last, so that a file that cannot be written does not suppress the other output.
	for (const [name, file] of reports) {
		if (file === "-") context.out(print(name));
		else writeTextFile(`--report ${name}=${file}`, file, print(name, { link: linkFrom(file, env) }));
	}
	if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, print("markdown"));
}

/** Links to sources from a report: on GitHub to the commit, elsewhere from the folder of the report. */
function linkFrom(file: string, env: Readonly<Record<string, string | undefined>>) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
	const base = server && repository && commit ? `${server}/${repository}/blob/${commit}/` : undefined;
	return (position: SourcePosition) => {
		const path = base === undefined ? relative(dirname(resolve(file)), resolve(position.file)) : position.file;
		return `${base ?? ""}${path.split(sep).map(encodeURIComponent).join("/")}#L${position.line}`;
	};
}
