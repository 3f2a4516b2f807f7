import { readFileSync } from "node:fs";
import { type ContractSetup, TargetError } from "../contract/command/setup.ts";
import type { Outcome } from "../contract/report/result.ts";
import { compareDescriptions } from "./compare-descriptions.ts";
import type { OperationFacts } from "./facts.ts";
import { DescriptionFileError, readDescription } from "./read-description.ts";

/**
 * Compares the descriptions in files, which may be one description in parts, with ours.
 *
 * @throws {TargetError} where a file cannot be read as a description
 */
export function compareFiles(files: readonly string[], setup: ContractSetup): Outcome {
	const theirs = files.flatMap((file) => readFile(file, setup));
	return compareDescriptions(setup.api, theirs, files.join(", "));
}

function readFile(file: string, setup: ContractSetup): OperationFacts[] {
	const text = readFileSync(file, "utf8");
	try {
		return readDescription(parse(file, text, setup));
	} catch (error) {
		throw error instanceof DescriptionFileError ? new TargetError(`${file}: ${error.message}`) : error;
	}
}

/** Whatever a parser throws is about the text; every parser has an error of its own. */
function parse(file: string, text: string, { parseYaml }: ContractSetup): unknown {
	try {
		return parseYaml && /\.ya?ml$/.test(file) ? parseYaml(text) : JSON.parse(text);
	} catch (error) {
		throw new DescriptionFileError(String(error instanceof Error ? error.message : error).split("\n")[0]);
	}
}
