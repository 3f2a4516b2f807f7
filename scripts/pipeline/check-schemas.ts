import { toPointer } from "../../src/operation/json-pointer.ts";
import { FORMATS } from "./formats.ts";
import type { OpenApi } from "./openapi.ts";

/**
 * Checks what every schema of a bundle must keep to, wherever it stands: each `format` is one that the
 * validators enforce, and the only `contentMediaType` is JSON. What cannot be checked must not pass.
 */
export function checkSchemas(document: OpenApi, report: (pointer: string, message: string) => void): void {
	visit(document, []);

	function visit(node: unknown, path: (string | number)[]): void {
		if (typeof node !== "object" || node === null) return;
		if (isSchema(path)) {
			const { format, contentMediaType } = node as Record<string, unknown>;
			if (format !== undefined && !FORMATS.has(String(format))) {
				const known = [...FORMATS.keys()].join(", ");
				report(
					toPointer([...path, "format"]),
					`expected a format that is checked (${known}), got ${format}; use one of them, or a pattern`,
				);
			}
			if (contentMediaType !== undefined && contentMediaType !== "application/json") {
				report(
					toPointer([...path, "contentMediaType"]),
					`expected application/json, got ${contentMediaType}; no other content of a string is checked`,
				);
			}
		}
		for (const [key, child] of Object.entries(node)) {
			if (isPayload(key, path)) continue;
			visit(child, [...path, key]);
		}
	}
}

/** Examples and the like hold payloads, in which `format` is a member like any other. */
function isPayload(key: string, path: readonly (string | number)[]): boolean {
	return ["example", "examples", "default", "enum", "const"].includes(key) && path.at(-1) !== "properties";
}

function isSchema(path: readonly (string | number)[]): boolean {
	const [last, parent] = [path.at(-1), path.at(-2)];
	if (parent === "schemas" && path.at(-3) === "components") return true;
	if (last === "schema" || parent === "properties" || parent === "patternProperties") return true;
	if (["allOf", "anyOf", "oneOf", "prefixItems"].includes(String(parent))) return true;
	return (
		["items", "additionalProperties", "not", "if", "then", "else", "contains"].includes(String(last)) && parent !== "properties"
	);
}
