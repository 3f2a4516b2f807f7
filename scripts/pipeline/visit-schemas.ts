import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi, Schema } from "./openapi.ts";

/** Calls back for every schema of a bundle, wherever it stands, the outer before the inner. */
export function visitSchemas(document: OpenApi, callback: (schema: Schema, pointer: string) => void): void {
	visit(document, []);

	function visit(node: unknown, path: readonly string[]): void {
		if (typeof node !== "object" || node === null) return;
		if (isSchema(path)) callback(node as Schema, toPointer(path));
		for (const [key, child] of Object.entries(node)) {
			if (!isPayload(key, path)) visit(child, [...path, key]);
		}
	}
}

const MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const SINGLE = new Set(["schema", "items", "additionalProperties", "propertyNames", "not", "if", "then", "else", "contains"]);

/** Whether a schema stands at a path: by the key that leads to it, unless that key is a member's name. */
function isSchema(path: readonly string[]): boolean {
	const [last = "", parent = ""] = [path.at(-1), path.at(-2)];
	if (isNames(path.slice(0, -1))) return true;
	return LISTS.has(parent) || (SINGLE.has(last) && !isNames(path.slice(0, -1)));
}

/** Whether the keys below a path are names: members of an object, or components. */
function isNames(path: readonly string[]): boolean {
	if (path.length === 2 && path[0] === "components" && path[1] === "schemas") return true;
	return MAPS.has(path.at(-1) ?? "") && !isNames(path.slice(0, -1));
}

/** Examples and the like hold payloads, in which a `schema` is a member like any other. */
function isPayload(key: string, path: readonly string[]): boolean {
	return ["example", "examples", "default", "enum", "const"].includes(key) && !isNames(path);
}
