import type { SourcePosition } from "../operation/source-position.ts";
import { toPrintableJson } from "../operation/strip-control-characters.ts";
import { isKnown } from "./baseline.ts";
import { placeOf, type ReportContext, type ReportFormat } from "./format.ts";
import type { ReportView, ViewEntry } from "./report-view.ts";

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) for code scanning: each entry at its line. */
export const printSarif: ReportFormat<ReportView> = (view, context = {}) => {
	const { command = "contract", successful, started, elapsed, rules, entries, notes } = view;
	const described = rules.map(({ id, title }) => ({ id, shortDescription: { text: title } }));
	const run = {
		tool: { driver: { name: command, version: "1.0.0", rules: described } },
		invocations: [
			{
				executionSuccessful: successful,
				startTimeUtc: new Date(started).toISOString(),
				endTimeUtc: new Date(started + elapsed).toISOString(),
				toolExecutionNotifications: notes.map((text) => ({ level: "note", message: { text } })),
			},
		],
		columnKind: "utf16CodeUnits",
		results: entries.map((entry) => ({
			ruleId: entry.rule,
			ruleIndex: rules.findIndex(({ id }) => id === entry.rule),
			level: entry.failing ? (entry.level ?? "error") : "note",
			...(entry.baseline && isKnown(entry) && { suppressions: [{ kind: "external", justification: entry.baseline.reason }] }),
			message: { text: entry.sentence },
			locations: [describeLocation(entry, context)],
			partialFingerprints: { "deviation/v1": fingerprint(entry) },
			properties: { source: entry.source, ...entry.properties },
		})),
	};
	const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
	return toPrintableJson(log);
};

/** Code scanning rejects a result without a file. Where no source is known, the pointer beside it says where to look. */
const UNKNOWN_POSITION: SourcePosition = { file: "openapi.json", line: 1, column: 1 };

function describeLocation({ location }: ViewEntry, { locate }: ReportContext) {
	const { file, line, column } = locate?.(location) ?? UNKNOWN_POSITION;
	return {
		physicalLocation: {
			artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
			region: { startLine: line, startColumn: column },
		},
		logicalLocations: [{ fullyQualifiedName: location, kind: "member" }],
	};
}

/** FNV-1a: the same entry has the same number in every run. */
function fingerprint(entry: ViewEntry): string {
	const text = `${entry.rule} ${entry.operationId} ${placeOf(entry)}`;
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, "0");
}
