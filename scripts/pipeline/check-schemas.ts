import { FORMATS } from "./formats.ts";
import type { OpenApi } from "./openapi.ts";
import { visitSchemas } from "./visit-schemas.ts";

/**
 * Checks what every schema of a bundle must keep to, wherever it stands: each `format` is one that the
 * validators enforce, and the only `contentMediaType` is JSON. What cannot be checked must not pass.
 */
export function checkSchemas(document: OpenApi, report: (pointer: string, message: string) => void): void {
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
