import { readFileSync, writeFileSync } from "node:fs";
import { groupBy } from "../check.ts";
import { type ContractContext, type ContractSetup, TargetError } from "../setup.ts";
import { type Comparison, compareDescriptions, type Difference } from "./compare.ts";
import { ownFacts } from "./facts.ts";
import { DescriptionFileError, readDescription } from "./read-description.ts";

/**
 * Compares other descriptions with ours and prints every difference.
 *
 * @param reports where to write reports to; only `json` is one of a comparison
 * @returns 0 where there is no difference, 1 where there is
 * @throws {TargetError} where a file cannot be read as a description
 */
export function compareCommand(
	files: readonly string[],
	reports: ReadonlyMap<string, string>,
	setup: ContractSetup,
	{ out }: ContractContext,
): number {
	const stranger = [...reports.keys()].find((name) => name !== "json");
	if (stranger !== undefined) throw new TargetError(`--report ${stranger}: a comparison has json alone`);
	const theirs = files.flatMap((file) => read(file, setup));
	const comparison = compareDescriptions(ownFacts(setup.api), theirs);
	const file = reports.get("json");
	const json = JSON.stringify({ version: 1, ...comparison }, null, 2);
	if (file !== undefined && file !== "-") writeFileSync(file, `${json}\n`);
	out(file === "-" ? json : describe(comparison));
	return comparison.differences.length === 0 ? 0 : 1;
}

function read(file: string, { parseYaml }: ContractSetup) {
	try {
		const text = readFileSync(file, "utf8");
		const document: unknown = parseYaml && /\.ya?ml$/.test(file) ? parseYaml(text) : JSON.parse(text);
		return readDescription(document);
	} catch (error) {
		if (error instanceof DescriptionFileError || error instanceof SyntaxError) {
			throw new TargetError(`${file}: ${error.message.split("\n")[0]}`);
		}
		throw error;
	}
}

function describe({ differences, compared, unrelated }: Comparison): string {
	const groups = groupBy(differences, ({ operationId }) => operationId);
	const lines = [...groups].flatMap(([operationId, found]) => ["", operationId, ...found.map(line)]);
	const others = unrelated === 0 ? "" : `; ${unrelated} operations are on paths that are not described here`;
	const kinds = [...groupBy(differences, ({ kind }) => kind)].map(([kind, { length }]) => `${length} ${kind}`);
	const outcome = differences.length === 0 ? "no difference" : `${differences.length} differences (${kinds.join(", ")})`;
	return [...lines, "", `${compared} operations compared: ${outcome}${others}`].join("\n");
}

function line({ kind, place, rule, ours, theirs }: Difference): string {
	if (rule === undefined) return `  ${kind.padEnd(13)} ${place}`;
	return `  ${kind.padEnd(13)} ${place} ${rule}: here ${ours}, there ${theirs}`;
}
