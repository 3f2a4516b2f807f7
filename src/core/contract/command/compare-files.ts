import { readTextFile } from "../../command/files.ts";
import { compareDescriptions } from "../../compare/compare-descriptions.ts";
import { DescriptionFileError } from "../../compare/description-file-error.ts";
import { readDescription } from "../../compare/read-description.ts";
import { readGeneratedApi } from "../../compare/read-generated-api.ts";
import { COMPARISON_REPORTS } from "../../compare/report/index.ts";
import { createOverlayReport } from "../../compare/report/overlay.ts";
import type { ComparisonResult } from "../../compare/result.ts";
import { messageOf } from "../../operation/message-of.ts";
import type { ReportFormat } from "../../report/format.ts";
import { OVERLAY } from "./options.ts";
import { type ContractSetup, TargetError } from "./setup.ts";

/** A comparison, and the reports that it can have. */
export interface FileComparison {
	readonly result: ComparisonResult;
	readonly formats: Readonly<Record<string, ReportFormat<ComparisonResult>>>;
}

/**
 * Compares the descriptions in files, which may be one description in parts, with ours.
 *
 * @param reports the files of the reports that are wanted, by name of the report
 * @param warn is called with what a report cannot say
 * @throws {TargetError} where a file cannot be read as a description, or a comparison has no such report
 */
export function compareFiles(
	files: readonly string[],
	reports: ReadonlyMap<string, string>,
	setup: ContractSetup,
	warn: (line: string) => void,
): FileComparison {
	rejectReports(files, [...reports.keys()]);
	const documents = files.map((file) => readDescriptionFile(file, setup));
	const theirs = documents.flatMap(({ operations }) => operations);
	const ours = readGeneratedApi(setup.api, setup.webhooks);
	const options = setup.patterns ? { patterns: setup.patterns } : {};
	const result = compareDescriptions(ours, theirs, files.join(", "), options);
	const isYaml = YAML_FILE.test(reports.get(OVERLAY) ?? "");
	const print = isYaml && setup.printYaml ? { print: setup.printYaml } : {};
	const overlay = createOverlayReport({ document: documents[0]?.document, ours, theirs, warn, ...print, ...options });
	return { result, formats: { ...COMPARISON_REPORTS, [OVERLAY]: overlay } };
}

const YAML_FILE = /\.ya?ml$/;

function rejectReports(files: readonly string[], reports: readonly string[]): void {
	const unknown = reports.find((name) => name !== OVERLAY && !Object.hasOwn(COMPARISON_REPORTS, name));
	if (unknown !== undefined) {
		throw new TargetError(`--report ${unknown} has no meaning with --vendor-spec, which sends nothing`);
	}
	if (reports.includes(OVERLAY) && files.length > 1) {
		const advice = "write one for each file, with --tag for the operations that it describes";
		throw new TargetError(`--report ${OVERLAY}: expected one --vendor-spec to correct, got ${files.length}; ${advice}`);
	}
}

function readDescriptionFile(file: string, setup: ContractSetup) {
	const text = readTextFile("--vendor-spec", file);
	try {
		const document = parseFile(file, text, setup);
		return { document, operations: readDescription(document) };
	} catch (error) {
		throw error instanceof DescriptionFileError ? new TargetError(`${file}: ${error.message}`) : error;
	}
}

/** Every parser throws errors of its own; whichever it is, the text is at fault. */
function parseFile(file: string, text: string, { parseYaml }: ContractSetup): unknown {
	try {
		return parseYaml && YAML_FILE.test(file) ? parseYaml(text) : JSON.parse(text);
	} catch (error) {
		throw new DescriptionFileError(messageOf(error).split("\n")[0]);
	}
}
