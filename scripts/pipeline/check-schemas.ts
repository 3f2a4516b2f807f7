import { FORMATS } from "./formats.ts";
import type { OpenApi } from "./openapi.ts";
import type { ReportProblem } from "./operation-context.ts";
import { visitSchemas } from "./visit-schemas.ts";

/**
 * Checks every schema of a bundle: each `format` must be one that the validators enforce, and each `contentMediaType`
 * must be JSON, so that no value passes unchecked.
 */
export function checkSchemas(document: OpenApi, report: ReportProblem): void {
	visitSchemas(document, ({ format, contentMediaType }, pointer) => {
		if (format !== undefined && !FORMATS.has(format)) {
			const known = [...FORMATS.keys()].join(", ");
			report(`${pointer}/format`, `expected a format that is checked (${known}), got ${format}; use one of them, or a pattern`);
		}
		if (contentMediaType !== undefined && contentMediaType !== "application/json") {
			report(
				`${pointer}/contentMediaType`,
				`expected application/json, got ${contentMediaType}; no other content of a string is checked`,
			);
		}
	});
}
