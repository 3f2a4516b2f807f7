import { DIFFERENCES } from "../../../compare/differences.ts";
import { CHECKS } from "../../judge/checks/index.ts";
import type { Deviation } from "../../judge/finding.ts";
import { fails, type Outcome } from "../result.ts";
import type { Report, ReportContext } from "./report.ts";
import { placeOf, sentenceOf } from "./words.ts";

/** Everything that a finding can be. */
const RULES = [
	...CHECKS.map(({ id, title }) => ({ id, shortDescription: { text: title } })),
	...Object.entries(DIFFERENCES).map(([id, title]) => ({ id, shortDescription: { text: title } })),
];

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning: each finding at the line that is broken. */
export const sarifReport: Report = (result, context = {}) => {
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: {
						name: "contract",
						version: "1.0.0",
						rules: RULES,
					},
				},
				invocations: [
					{
						executionSuccessful: result.verdict === "conforms" || result.verdict === "findings",
						startTimeUtc: new Date(result.started).toISOString(),
						endTimeUtc: new Date(result.started + result.elapsed).toISOString(),
					},
				],
				columnKind: "utf16CodeUnits",
				results: result.findings.map((finding) => toResult(finding, result, context)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
};

function toResult(finding: Deviation, { strict }: Outcome, { locate }: ReportContext) {
	const { check, operationId, location, source, count } = finding;
	const position = locate?.(location);
	return {
		ruleId: check,
		ruleIndex: RULES.findIndex(({ id }) => id === check),
		level: fails(finding, strict) ? "error" : "note",
		message: { text: sentenceOf(finding) },
		locations: [
			{
				...(position && {
					physicalLocation: {
						artifactLocation: { uri: position.file.split("/").map(encodeURIComponent).join("/") },
						region: { startLine: position.line, startColumn: position.column },
					},
				}),
				logicalLocations: [{ fullyQualifiedName: location, kind: "member" }],
			},
		],
		partialFingerprints: { "deviation/v1": fingerprint(`${check} ${operationId} ${placeOf(finding)}`) },
		properties: { source, count, case: finding.case },
	};
}

/** FNV-1a: the same deviation has the same number in every run. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, "0");
}
