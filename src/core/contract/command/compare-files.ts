import { readTextFile } from "../../command/files.ts";
import { compareDescriptions } from "../../compare/compare-descriptions.ts";
import type { DescribedOperation } from "../../compare/description.ts";
import { DescriptionFileError, readDescription } from "../../compare/read-description.ts";
import { readGeneratedApi } from "../../compare/read-generated-api.ts";
import { COMPARISON_REPORTS } from "../../compare/report/index.ts";
import type { ComparisonResult } from "../../compare/result.ts";
import { type ContractSetup, TargetError } from "./setup.ts";

/**
 * Compares the descriptions in files, which may be one description in parts, with ours.
 *
 * @param reports the names of the reports that are wanted
 * @throws {TargetError} where a file cannot be read as a description, or a comparison has no such report
 */
export function compareFiles(files: readonly string[], reports: readonly string[], setup: ContractSetup): ComparisonResult {
	const unknown = reports.find((name) => !Object.hasOwn(COMPARISON_REPORTS, name));
	if (unknown !== undefined) {
		throw new TargetError(`--report ${unknown} has no meaning with --vendor-spec, which sends nothing`);
	}
	const theirs = files.flatMap((file) => readDescriptionFile(file, setup));
	return compareDescriptions(readGeneratedApi(setup.api, setup.webhooks), theirs, files.join(", "));
}

function readDescriptionFile(file: string, setup: ContractSetup): DescribedOperation[] {
	const text = readTextFile("--vendor-spec", file);
	try {
		return readDescription(parseFile(file, text, setup));
	} catch (error) {
		throw error instanceof DescriptionFileError ? new TargetError(`${file}: ${error.message}`) : error;
	}
}

/** Every parser throws errors of its own; whichever it is, the text is at fault. */
function parseFile(file: string, text: string, { parseYaml }: ContractSetup): unknown {
	try {
		return parseYaml && /\.ya?ml$/.test(file) ? parseYaml(text) : JSON.parse(text);
	} catch (error) {
		throw new DescriptionFileError(String(error instanceof Error ? error.message : error).split("\n")[0]);
	}
}
